import { createHash } from 'node:crypto';
import type { Address, Envelope } from './envelope.ts';

/** The 16 md5 bytes that the sender signs. Absent optional fields, and the messages without content, add nothing. */
export function envelopeChallenge(envelope: Envelope): Buffer {
  const md5 = createHash('md5')
    .update(envelope.uid)
    .update(envelope.tags ?? '')
    .update(`${envelope.timestamp}${envelope.expiration}`)
    .update(address(envelope.source))
    .update(address(envelope.destination));
  if (envelope.request) md5.update(envelope.request.command);
  if (envelope.error) md5.update(`${envelope.error.code ?? 0}${envelope.error.message ?? ''}`);
  md5.update(envelope.schema ?? '').update(envelope.federation ?? '');
  md5.update(envelope.plain ?? envelope.cipher ?? '');
  for (const relay of envelope.relays ?? []) md5.update(relay);
  return md5.digest();
}

function address(value: Address | undefined): string {
  return value === undefined ? '' : `${value.twin ?? 0}${value.connection ?? ''}`;
}
