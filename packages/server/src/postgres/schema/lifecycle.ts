import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export type OperationKind = 'stop' | 'start' | 'resize';
export type OperationStatus = 'running' | 'done' | 'failed' | 'cancelled';
export type OutageCause = 'node_silent' | 'node_down' | 'machine_failed' | 'machine_gone';

export interface LifecycleTables {
  deployment_operations: {
    id: string;
    deployment_id: string;
    kind: OperationKind;
    status: OperationStatus;
    input: Json<Record<string, unknown>>;
    actor: string;
    request_id: string;
    waits_for: string | null;
    created_at: Date;
    finished_at: Date | null;
  };
  deployment_operation_steps: { operation_id: string; id: Generated<bigint>; step: string; detail: string; at: Date };
  node_polls: {
    node_id: number;
    polled_at: Date;
    answered_at: Date | null;
    silent_since: Date | null;
    silent_polls: Generated<number>;
  };
  outages: { deployment_id: string; from_at: Date; until_at: Date | null; cause: OutageCause };
}
