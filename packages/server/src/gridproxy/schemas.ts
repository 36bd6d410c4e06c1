import { z } from 'zod';

const id = z.number().int().nonnegative();
const bytes = z.number().nonnegative();
const capacity = z.object({ cru: z.number().nonnegative(), mru: bytes, sru: bytes, hru: bytes });

const gpu = z.object({ id: z.string(), vendor: z.string().default(''), device: z.string().default('') });

/** What list and detail have in common; fields that are not used here are not looked at. */
const nodeBase = z.object({
  nodeId: id.positive(),
  farmId: id,
  farmName: z.string().default(''),
  twinId: id,
  country: z.string().default(''),
  city: z.string().default(''),
  location: z
    .object({
      longitude: z.number().min(-180).max(180).nullish(),
      latitude: z.number().min(-90).max(90).nullish(),
    })
    .nullish(),
  publicConfig: z.object({ ipv6: z.string().nullish() }).nullish(),
  status: z.enum(['up', 'down', 'standby']),
  healthy: z.boolean().default(true),
  certificationType: z.string(),
  inDedicatedFarm: z.boolean().default(false),
  rentedByTwinId: id.default(0),
  /** mUSD per month for the whole node. */
  extraFee: z.number().int().nonnegative().default(0),
  farm_free_ips: id.default(0),
  features: z.array(z.string()).nullish(),
  gpus: z.array(gpu).nullish(),
  num_gpu: id.default(0),
  /** Seconds since its last start, as of the last report. */
  uptime: z.number().nonnegative().default(0),
  /** Unix seconds of the last report. */
  updatedAt: z.number().nonnegative(),
});

/** An item of `GET /nodes`: resources lie flat. */
export const listedNodeSchema = nodeBase.extend({ total_resources: capacity, used_resources: capacity });
export type GridproxyNode = z.infer<typeof listedNodeSchema>;

/** `GET /nodes/{id}`: resources lie one level deeper. */
export const nodeDetailSchema = nodeBase
  .extend({ capacity: z.object({ total_resources: capacity, used_resources: capacity }) })
  .transform(({ capacity: nested, ...node }): GridproxyNode => ({ ...node, ...nested }));

/** An item of `GET /farms`. */
export const farmSchema = z.object({
  farmId: id.positive(),
  name: z.string(),
  twinId: id,
  certificationType: z.string(),
  dedicated: z.boolean().default(false),
  stellarAddress: z.string().nullish(),
  publicIps: z.array(z.object({ ip: z.string(), contract_id: id })).nullish(),
});
export type GridproxyFarm = z.infer<typeof farmSchema>;
