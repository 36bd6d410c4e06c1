import type { NoticeTopic, Severity } from '@marketplace/core/notifications';
import type { ColumnType, Generated } from 'kysely';
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
    seq: Generated<bigint>;
    ip: string | null;
    previous_hash: Buffer | null;
    hash: Buffer | null;
  };
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
    severity: Generated<Severity>;
    details: ColumnType<Record<string, unknown>, string | undefined, string>;
    due_at: Date | null;
    done_by: string | null;
    resolution: string | null;
  };
  mail_outbox: {
    id: string;
    dedupe_key: string;
    recipient: string;
    subject: string;
    body: string;
    created_at: Date;
    sent_at: Date | null;
    link: string | null;
    link_label: string | null;
  };
  notifications: {
    id: string;
    user_id: string;
    topic: NoticeTopic;
    severity: Severity;
    dedupe_key: string;
    title: string;
    body: string;
    link: string | null;
    created_at: Date;
    read_at: Date | null;
  };
  notification_preferences: { user_id: string; topic: NoticeTopic; mail: boolean; updated_at: Date };
  job_workers: { worker_id: string; seen_at: Date };
  job_leases: { name: string; holder: string; expires_at: Date };
}
