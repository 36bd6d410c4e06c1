export interface Account {
  /** `auth0|` and 24 hex digits. */
  sub: string;
  /** Lower case, unique. */
  email: string;
  emailVerified: boolean;
  name: string;
  /** Own picture; without one the issuer draws the initials. */
  picture: string | undefined;
  userMetadata: Record<string, unknown>;
  appMetadata: Record<string, unknown>;
  /** ISO 8601 UTC. */
  createdAt: string;
  updatedAt: string;
}
