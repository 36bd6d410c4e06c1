import { z } from 'zod';
import { deploymentHash, id64, text, u32 } from './values.ts';

/** One contract as the chain stores it and as ContractCreated and ContractUpdated carry it. */
export interface ChainContract {
  contractId: number;
  /** The twin that owns and pays it. */
  twinId: number;
  state: ContractState;
  subject: ContractSubject;
}

export type ContractState =
  | { kind: 'created' }
  /** The twin could not pay: workloads are paused, data kept for 14 days from that block. */
  | { kind: 'grace'; sinceBlock: number }
  | { kind: 'deleted'; cause: string };

export type ContractSubject =
  | {
      kind: 'node';
      /** Never treat it as fixed: the council may move a contract to another node of the farm. */
      nodeId: number;
      /** 32 lowercase hex characters. */
      hash: string;
      deploymentData: string;
      /** Reserved from the farm; `ip` with prefix length. */
      publicIps: { ip: string; gateway: string }[];
    }
  | { kind: 'name'; name: string }
  | { kind: 'rent'; nodeId: number };

const stateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Created') }).transform((): ContractState => ({ kind: 'created' })),
  z
    .object({ type: z.literal('GracePeriod'), value: id64 })
    .transform(({ value }): ContractState => ({ kind: 'grace', sinceBlock: value })),
  z
    .object({ type: z.literal('Deleted'), value: z.object({ type: z.string() }) })
    .transform(({ value }): ContractState => ({ kind: 'deleted', cause: value.type })),
]);

const subjectSchema = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('NodeContract'),
      value: z.object({
        node_id: u32,
        deployment_hash: deploymentHash,
        deployment_data: text,
        public_ips_list: z.array(z.object({ ip: text, gateway: text })),
      }),
    })
    .transform(
      ({ value }): ContractSubject => ({
        kind: 'node',
        nodeId: value.node_id,
        hash: value.deployment_hash,
        deploymentData: value.deployment_data,
        publicIps: value.public_ips_list,
      }),
    ),
  z
    .object({ type: z.literal('NameContract'), value: z.union([z.object({ name: text }), text]) })
    .transform(
      ({ value }): ContractSubject => ({ kind: 'name', name: typeof value === 'string' ? value : value.name }),
    ),
  z
    .object({ type: z.literal('RentContract'), value: z.union([z.object({ node_id: u32 }), u32]) })
    .transform(
      ({ value }): ContractSubject => ({ kind: 'rent', nodeId: typeof value === 'number' ? value : value.node_id }),
    ),
]);

export const contractSchema = z
  .object({ contract_id: id64, twin_id: u32, state: stateSchema, contract_type: subjectSchema })
  .transform(
    (value): ChainContract => ({
      contractId: value.contract_id,
      twinId: value.twin_id,
      state: value.state,
      subject: value.contract_type,
    }),
  );
