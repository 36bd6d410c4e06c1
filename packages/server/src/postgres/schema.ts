import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface Schema {
  users: {
    id: string;
    email: string;
    email_verified: boolean;
    name: string;
    picture_url: string | null;
    time_zone: Generated<string>;
    email_notifications: Generated<boolean>;
    stripe_customer_id: string | null;
    created_at: Date;
    updated_at: Date;
  };
  identities: { subject: string; user_id: string; linked_at: Date };
  role_grants: {
    user_id: string;
    role: 'cloud-provider' | 'cloud-operator';
    granted_at: Date;
    granted_by: string;
    reason: string;
    revoked_at: Date | null;
  };
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
  ledger_accounts: {
    id: Generated<bigint>;
    owner: string;
    kind: string;
    asset: string;
    guarded: boolean;
    balance: bigint | null;
    statement_balance: bigint | null;
    version: bigint | null;
    created_at: Date;
  };
  ledger_transfers: {
    id: Generated<bigint>;
    kind: string;
    idempotency_key: string;
    input_hash: Buffer;
    event_at: Date;
    recorded_at: Date;
    description: string;
    deployment_id: string | null;
    top_up_id: string | null;
    details: Json<Record<string, unknown>>;
  };
  ledger_entries: {
    account_id: bigint;
    transfer_id: bigint;
    units: bigint;
    balance_after: bigint | null;
    version: bigint | null;
    statement_after: bigint | null;
  };
  top_ups: {
    id: string;
    user_id: string;
    amount_units: bigint;
    status: 'requires_payment' | 'requires_action' | 'processing' | 'succeeded' | 'failed';
    payment_method_id: string | null;
    stripe_payment_intent_id: string | null;
    client_secret: string | null;
    failure_code: string | null;
    failure_message: string | null;
    created_at: Date;
    settled_at: Date | null;
    sweep_due_at: Date | null;
  };
  stripe_events: {
    id: string;
    type: string;
    payload: Json<unknown>;
    received_at: Date;
    processed_at: Date | null;
    outcome: string | null;
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
  ssh_keys: {
    user_id: string;
    id: string;
    name: string;
    public_key: string;
    fingerprint: string;
    created_at: Date;
  };
  quotes: {
    id: string;
    user_id: string;
    request: Json<unknown>;
    node_id: number;
    hourly_units: bigint;
    grid_hourly_units: bigint;
    parts: Json<StoredPart[]>;
    node_reason: string;
    created_at: Date;
    expires_at: Date;
    used_by: string | null;
  };
  deployments: {
    id: string;
    user_id: string;
    name: string;
    status: DeploymentStatus;
    status_reason: string | null;
    status_since: Date;
    app_id: string;
    image_id: string;
    size: Json<{ cpu: number; memoryMb: number; diskGb: number }>;
    public_ipv4: boolean;
    ssh_keys: Json<string[]>;
    light: Generated<boolean>;
    node_id: number;
    node_place: Json<{ city: string; country: string; farmName: string }>;
    hourly_units: bigint;
    grid_hourly_units: bigint;
    provider_share_percent: number;
    farm_id: number;
    parts: Json<StoredPart[]>;
    hold_units: bigint;
    hold_released_at: Date | null;
    workload: Json<unknown> | null;
    workload_hash: string | null;
    contract_id: bigint | null;
    result: Json<DeploymentResult> | null;
    delete_requested_at: Date | null;
    failure_code: string | null;
    billing_from: Date | null;
    billing_until: Date | null;
    billed_until: Date | null;
    cost_units: Generated<bigint>;
    step_started_at: Date | null;
    created_at: Date;
    deleted_at: Date | null;
  };
  deployment_events: {
    deployment_id: string;
    id: Generated<bigint>;
    from_status: DeploymentStatus | null;
    to_status: DeploymentStatus;
    cause: string;
    detail: string;
    actor: string;
    at: Date;
    request_id: string | null;
  };
  usage_records: {
    deployment_id: string;
    hour: Date;
    seconds: number;
    hourly_units: bigint;
    amount_units: bigint;
    grid_cost_units: bigint;
    provider_share_units: bigint;
    margin_units: bigint;
    transfer_id: bigint | null;
    recorded_at: Date;
  };
  chain_submissions: {
    id: string;
    deployment_id: string | null;
    purpose: string;
    call: Json<unknown>;
    status: 'queued' | 'signed' | 'succeeded' | 'refused' | 'expired';
    nonce: bigint | null;
    signed_bytes: string | null;
    hash: string | null;
    birth_block: bigint | null;
    last_valid_block: bigint | null;
    scanned_block: bigint | null;
    included_block: bigint | null;
    result: Json<unknown> | null;
    created_at: Date;
    updated_at: Date;
  };
  chain_lease: { id: number; token: bigint; holder: string; expires_at: Date };
  chain_facts: { key: string; value: Json<unknown>; seen_at: Date };
}

export type DeploymentStatus =
  | 'reserving'
  | 'funding'
  | 'contracting'
  | 'deploying'
  | 'running'
  | 'degraded'
  | 'suspended'
  | 'deleting'
  | 'deleted'
  | 'failed';

/** A price part as stored: units are decimal strings, since JSON numbers cannot carry a bigint. */
export interface StoredPart {
  code: string;
  label: string;
  hourlyUnits: string;
}

/** What the node answered, in words of this product. */
export interface DeploymentResult {
  publicIp?: string;
  privateIp?: string;
  privateNetworkIp?: string;
  consoleUrl?: string;
}
