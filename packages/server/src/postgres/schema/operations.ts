import type { Json } from './column.ts';

export interface OperationsTables {
  audit_log: {
    id: string;
    at: Date;
    actor: string;
    action: string;
    object: string;
    before: Json<object> | null;
    after: Json<object> | null;
    reason: string | null;
    request_id: string | null;
  };
  settings: { key: string; value: Json<unknown>; updated_at: Date; updated_by: string };
  idempotency_records: {
    user_id: string;
    operation: string;
    key: string;
    body_hash: Buffer;
    resource_id: string;
    created_at: Date;
  };
  operator_tasks: {
    id: string;
    kind: string;
    subject: string;
    detail: string;
    created_at: Date;
    done_at: Date | null;
  };
  mail_outbox: {
    id: string;
    dedupe_key: string;
    recipient: string;
    subject: string;
    body: string;
    created_at: Date;
    sent_at: Date | null;
  };
  job_workers: { worker_id: string; seen_at: Date };
  job_leases: { name: string; holder: string; expires_at: Date };
}
