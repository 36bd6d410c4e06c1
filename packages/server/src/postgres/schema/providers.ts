export interface ProvidersTables {
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
    apps: string[];
    provider_share_percent: number | null;
    created_at: Date;
    updated_at: Date;
  };
}
