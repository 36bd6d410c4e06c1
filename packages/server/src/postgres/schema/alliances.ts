import type { AllianceKind, AllianceState, Governance, VoteKind } from '@marketplace/core/alliances';
import type { GeneratedAlways } from 'kysely';
import type { Json } from './column.ts';

export type MemberState = 'requested' | 'member' | 'leaving' | 'left' | 'declined' | 'withdrawn' | 'expelled';
export type InvitationState = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired';
export type VoteState = 'open' | 'passed' | 'rejected' | 'expired' | 'void';

/** What a passed vote on settings changes. */
export interface SettingsChange {
  purpose?: string | undefined;
  slaPercent?: number | undefined;
  governance?: Governance | undefined;
  noticeDays?: number | undefined;
  weights?: { memberId: string; weight: number }[] | undefined;
}

export interface AlliancesTables {
  alliances: {
    id: string;
    number: GeneratedAlways<bigint>;
    name: string;
    slug: string;
    kind: AllianceKind;
    purpose: string;
    sla_ppm: number;
    governance: Governance;
    quorum: number;
    notice_days: number;
    state: AllianceState;
    founder_id: string;
    created_at: Date;
    updated_at: Date;
    activated_at: Date | null;
    winding_down_at: Date | null;
    ends_at: Date | null;
  };
  alliance_members: {
    id: string;
    alliance_id: string;
    user_id: string;
    name: string;
    state: MemberState;
    weight: number;
    created_at: Date;
    updated_at: Date;
    joined_at: Date | null;
    notice_at: Date | null;
    ends_at: Date | null;
  };
  alliance_invitations: {
    id: string;
    alliance_id: string;
    invited_by: string;
    email: string | null;
    address: string | null;
    public_key: string | null;
    weight: number;
    message: string | null;
    state: InvitationState;
    created_at: Date;
    expires_at: Date;
    decided_at: Date | null;
    member_id: string | null;
  };
  alliance_nodes: {
    id: string;
    alliance_id: string;
    alliance_number: bigint;
    member_id: string;
    user_id: string;
    node_id: number;
    exclusive: boolean;
    from_at: Date;
    until_at: Date | null;
    withdrawn_at: Date | null;
    ends_at: Date | null;
    created_at: Date;
    updated_at: Date;
  };
  alliance_node_apps: {
    contribution_id: string;
    node_id: number;
    app: string;
    from_at: Date;
    ends_at: Date | null;
  };
  alliance_votes: {
    id: string;
    alliance_id: string;
    kind: VoteKind;
    member_id: string | null;
    agreement_id: string | null;
    change: Json<SettingsChange | null> | null;
    reason: string | null;
    governance: Governance;
    opened_by: string;
    state: VoteState;
    opened_at: Date;
    closes_at: Date;
    decided_at: Date | null;
  };
  alliance_ballots: {
    vote_id: string;
    alliance_id: string;
    member_id: string;
    choice: 'yes' | 'no';
    weight: number;
    cast_at: Date;
  };
}
