import type { NewId } from '../ids.ts';
import type { AuditEntry } from '../postgres/audit.ts';
import { actorOf, type HttpContext } from './context.ts';

/** Who asks, when and from where: the part of an audit line that every operation has alike. */
export function auditFacts(c: HttpContext, newId: NewId): Pick<AuditEntry, 'id' | 'at' | 'actor' | 'requestId' | 'ip'> {
  const now = c.get('now');
  const ip = clientIp(c);
  return {
    id: newId(now),
    at: now,
    actor: `user:${actorOf(c).user.id}`,
    requestId: c.get('requestId'),
    ...(ip ? { ip } : {}),
  };
}

/** The caller's address: the connection's own in a Node process; on Netlify, where there is none, what Netlify says. */
export function clientIp(c: HttpContext): string | undefined {
  const node = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return node?.incoming ? node.incoming.socket?.remoteAddress : c.req.header('x-nf-client-connection-ip');
}
