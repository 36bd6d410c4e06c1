export type NotOfferableCode =
  | 'unknown'
  | 'not_listed'
  | 'provider_revoked'
  | 'owner_changed'
  | 'leaving'
  | 'paused'
  | 'hidden'
  | 'maintenance'
  | 'opted_out'
  | 'down'
  | 'standby'
  | 'unhealthy'
  | 'rented'
  | 'dedicated'
  | 'no_machines'
  | 'full';

export interface NotOfferable {
  readonly code: NotOfferableCode;
  /** A clause for people, without a full stop. */
  readonly reason: string;
}
