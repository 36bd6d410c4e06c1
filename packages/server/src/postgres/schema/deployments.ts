import type { ScorePart } from '@marketplace/core/nodes';
import type { ColumnType, Generated } from 'kysely';
import type { Json } from './column.ts';
import type { OperationKind } from './lifecycle.ts';

export interface DeploymentsTables {
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
    node_score: Json<ScorePart[]> | null;
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
    node_score: Json<ScorePart[]> | null;
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
    suspension_cause: SuspensionCause | null;
    data_kept_until: Date | null;
    final_notice_at: Date | null;
    kept_hourly_units: bigint | null;
    power: Generated<'on' | 'off' | 'broken'>;
    power_wanted: Generated<'on' | 'off'>;
    power_change: Json<PowerChange> | null;
    power_retry_at: Date | null;
    workload_version: Generated<number>;
    cap_units: bigint | null;
    cap_action: 'notify' | 'stop' | null;
    cap_told_month: string | null;
    cap_told_percent: Generated<number>;
    stop_wanted: Generated<boolean>;
    operation: OperationKind | null;
    doubted_since: Date | null;
    environment: ColumnType<Record<string, string>, string | undefined, string>;
    next_size: Json<NextSize> | null;
    price_from: Date | null;
    previous_hourly_units: bigint | null;
    previous_grid_hourly_units: bigint | null;
    previous_kept_hourly_units: bigint | null;
    previous_passed_on_hourly_units: bigint | null;
    previous_parts: Json<StoredPart[]> | null;
    passed_on_hourly_units: Generated<bigint>;
    discount_share_percent: Generated<number>;
  };
  suspensions: { deployment_id: string; from_at: Date; until_at: Date | null; cause: SuspensionCause };
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
    kept_seconds: Generated<number>;
    paused_seconds: Generated<number>;
  };
}

export type SuspensionCause = 'no_funds' | 'cap_reached' | 'stopped' | 'resizing';

/** Another size and its price, which come with the next start. */
export interface NextSize {
  size: { cpu: number; memoryMb: number; diskGb: number };
  hourlyUnits: string;
  gridHourlyUnits: string;
  parts: StoredPart[];
}

/** A change of what stands on the node, as it was written down before anybody heard of it. */
export interface PowerChange {
  to: 'on' | 'off';
  version: number;
  hash: string;
  /** The deployment as the node shall have it, without contract and signature. */
  workload: unknown;
  /** The size that comes with it, where it is another one. */
  next?: NextSize;
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
