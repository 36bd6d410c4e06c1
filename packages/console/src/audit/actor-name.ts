import type { AuditLine } from '@marketplace/contract';

/** Who acted: the person's address, or what acted by itself. */
export function actorName({ actor, actorEmail }: Pick<AuditLine, 'actor' | 'actorEmail'>): string {
  if (actorEmail) return actorEmail;
  if (actor === 'job') return 'the marketplace itself';
  return actor;
}
