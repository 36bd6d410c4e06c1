import { type Refusal, refuse } from '../refusal/index.ts';

/** Terms of use, privacy, and what is promised to users and by providers. */
export const legalKinds = ['terms', 'privacy', 'sla_user', 'sla_provider'] as const;
export type LegalKind = (typeof legalKinds)[number];

export interface LegalVersion {
  readonly version: number;
  readonly validFromMs: number;
}

/** The highest version that is valid at a moment: versions begin in their order. */
export function documentInForce<Version extends LegalVersion>(
  versions: readonly Version[],
  atMs: number,
): Version | undefined {
  return versions
    .filter(({ validFromMs }) => validFromMs <= atMs)
    .reduce<Version | undefined>((found, one) => (found && found.version > one.version ? found : one), undefined);
}

/** Why a version cannot be accepted; `path` is the field that named it. */
export function checkAcceptance(
  accepted: number,
  inForce: number,
  path: string,
): Refusal<'validation_failed'> | undefined {
  if (accepted === inForce) return undefined;
  const message = `must be the version in force, which is ${inForce}`;
  return refuse('validation_failed', `${path} ${message}. Read it and accept again.`, { errors: [{ path, message }] });
}
