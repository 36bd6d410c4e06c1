import { z } from 'zod';

/** The document that a customer's twin sends to a node; the node keeps it and adds a result to each workload. */
export const workloadTypes = [
  'zmachine',
  'zmachine-light',
  'network',
  'network-light',
  'zmount',
  'volume',
  'zdb',
  'ip',
  'ipv4',
  'gateway-name-proxy',
  'gateway-fqdn-proxy',
  'qsfs',
  'zlogs',
] as const;
export type WorkloadType = (typeof workloadTypes)[number];

const workloadStates = ['init', 'ok', 'error', 'deleted', 'paused', 'unchanged'] as const;

const uint = z.number().int().nonnegative();
const text = z.string().default('');

const workloadResult = z.object({
  /** Unix seconds. */
  created: uint,
  state: z.enum(workloadStates),
  message: text,
  data: z.unknown(),
});
export type WorkloadResult = z.output<typeof workloadResult>;

const workload = z.object({
  version: uint,
  name: z
    .string()
    .regex(/^[a-zA-Z0-9_]{1,36}$/, 'invalid workload name')
    .refine((name) => name !== 'ygg', 'the name ygg is reserved'),
  type: z.enum(workloadTypes),
  data: z.unknown(),
  metadata: text,
  description: text,
  result: workloadResult.optional(),
});
export type Workload = z.output<typeof workload>;

const signatureRequirement = z.object({
  requests: z.array(z.object({ twin_id: uint, required: z.boolean().default(false), weight: uint })),
  weight_required: uint,
  signatures: z
    .array(z.object({ twin_id: uint, signature: z.string(), signature_type: z.string() }))
    .nullish()
    .transform((signatures) => signatures ?? []),
  signature_style: text,
});
export type SignatureRequirement = z.output<typeof signatureRequirement>;

export const deploymentSchema = z.object({
  version: uint,
  twin_id: uint,
  contract_id: uint,
  metadata: text,
  description: text,
  expiration: uint.default(0),
  signature_requirement: signatureRequirement,
  workloads: z
    .array(workload)
    .min(1)
    .refine((all) => new Set(all.map((each) => each.name)).size === all.length, 'workload names must be unique'),
});
export type Deployment = z.output<typeof deploymentSchema>;
