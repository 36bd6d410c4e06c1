import { z } from 'zod';

/** One schema per answer of a node. Fields that we do not use may change freely. */

const count = z.number().nonnegative();

const capacitySchema = z
  .object({ cru: count, mru: count, sru: count, hru: count, ipv4u: count.default(0) })
  .transform(({ ipv4u, ...capacity }) => ({ ...capacity, ipv4: ipv4u }));

export const statisticsSchema = z.object({ total: capacitySchema, used: capacitySchema });
/** Cores, bytes, and addresses. `cru` is overcommitted: used may exceed total. */
export type NodeStatistics = z.output<typeof statisticsSchema>;

export const versionSchema = z.object({ zos: z.string(), zinit: z.string().optional() });
export type NodeVersion = z.output<typeof versionSchema>;

export const portsSchema = z
  .array(z.int())
  .nullable()
  .transform((ports) => ports ?? []);

const workloadSchema = z.object({
  version: count,
  name: z.string(),
  type: z.string(),
  result: z
    .object({
      /** Seconds since the epoch; 0 before the node has begun. */
      created: count.default(0),
      state: z
        .enum(['', 'init', 'ok', 'error', 'deleted', 'paused', 'unchanged'])
        // Nodes write "unchanged" for what an update left alone, and nothing for what waits.
        .transform((state) => (state === '' ? 'init' : state === 'unchanged' ? 'ok' : state)),
      message: z.string().default(''),
      data: z.unknown(),
    })
    .default({ created: 0, state: 'init', message: '', data: null }),
});
export type NodeWorkload = z.output<typeof workloadSchema>;

export const workloadsSchema = z.array(workloadSchema);

export const deploymentSchema = z.object({
  version: count,
  twin_id: count,
  contract_id: count,
  metadata: z.string().default(''),
  workloads: workloadsSchema,
});
/** A deployment as the node keeps it, with what became of each workload. */
export type NodeDeployment = z.output<typeof deploymentSchema>;

export const deploymentsSchema = z
  .array(deploymentSchema)
  .nullable()
  .transform((deployments) => deployments ?? []);
