import type { RequestStatus } from '@marketplace/core/providers';
import type { Generated } from 'kysely';

export interface ProvidersTables {
  account_challenges: {
    id: string;
    user_id: string;
    purpose: 'connect';
    address: string;
    nonce: string;
    message: string;
    created_at: Date;
    expires_at: Date;
    used_at: Date | null;
  };
  provider_profiles: {
    user_id: string;
    name: string;
    contact_email: string;
    contact_phone: string | null;
    website: string | null;
    about: string | null;
    created_at: Date;
    updated_at: Date;
  };
  provider_requests: {
    id: string;
    user_id: string;
    status: RequestStatus;
    chain_account_id: string;
    network: string;
    apps: string[];
    name: string;
    contact_email: string;
    contact_phone: string | null;
    comment: string | null;
    sla_version: number;
    sla_accepted_at: Date;
    decided_at: Date | null;
    decided_by: string | null;
    decision_reason: string | null;
    created_at: Date;
    updated_at: Date;
  };
  provider_request_nodes: { request_id: string; node_id: number; farm_id: number; open: boolean };
  provider_request_messages: {
    id: string;
    request_id: string;
    author: 'provider' | 'operator';
    user_id: string;
    text: string;
    created_at: Date;
  };
  chain_accounts: {
    id: string;
    user_id: string;
    address: string;
    public_key: string;
    twin_id: number | null;
    connected_at: Date;
    disconnected_at: Date | null;
    message: string;
    signature: string;
  };
  provider_nodes: {
    node_id: number;
    user_id: string;
    farm_id: number;
    status: 'requested' | 'listed' | 'removed';
    exposed: boolean;
    paused_reason: string | null;
    leaving_since: Date | null;
    apps: string[];
    created_at: Date;
    updated_at: Date;
  };
  node_shares: {
    id: Generated<bigint>;
    node_id: number;
    from_hour: Date;
    percent: number | null;
    reason: string;
    set_by: string;
    set_at: Date;
  };
}
