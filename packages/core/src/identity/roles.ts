export const roles = ['cloud-user', 'cloud-provider', 'cloud-operator'] as const;
export type Role = (typeof roles)[number];

/** Roles that are granted; `cloud-user` is everybody's. */
export type GrantedRole = Exclude<Role, 'cloud-user'>;

/** What the issuer says of a person. */
export interface IssuerProfile {
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string;
  pictureUrl?: string;
}

/** In the fixed order of `roles`, whatever the order of the grants. */
export const rolesOf = (granted: readonly GrantedRole[]): Role[] =>
  roles.filter((role) => role === 'cloud-user' || granted.includes(role));

/**
 * Whether signing in makes this person the first operator. Only a verified address counts: anybody may
 * sign up with somebody else's address, and only its owner can verify it.
 */
export function becomesFirstOperator(
  profile: Pick<IssuerProfile, 'email' | 'emailVerified'>,
  facts: { operatorEmails: readonly string[]; operatorExists: boolean },
): boolean {
  return !facts.operatorExists && profile.emailVerified && facts.operatorEmails.includes(profile.email.toLowerCase());
}

/** Whether a new identity belongs to a known person: only when both sides hold the address verified. */
export const linksTo = (
  profile: Pick<IssuerProfile, 'email' | 'emailVerified'>,
  known: { email: string; emailVerified: boolean },
): boolean => profile.emailVerified && known.emailVerified && profile.email.toLowerCase() === known.email.toLowerCase();
