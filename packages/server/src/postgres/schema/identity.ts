import type { Generated } from 'kysely';

export interface IdentityTables {
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
    suspended_at: Date | null;
    suspended_reason: string | null;
    recharge_blocked_reason: string | null;
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
  role_mirrors: { user_id: string; version: bigint; mirrored_version: bigint; mirrored_at: Date | null };
}
