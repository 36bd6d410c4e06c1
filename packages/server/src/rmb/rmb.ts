import { randomUUID } from 'node:crypto';
import { open, seal } from './encryption.ts';
import type { Envelope } from './envelope.ts';
import { isSignedBy, signEnvelope } from './envelope-signature.ts';
import { RmbAnswerInvalid, RmbRefused, RmbUndelivered, RmbUnreachable } from './errors.ts';
import { type CallEnd, createPendingCalls, type Peer, type PendingCall } from './pending-calls.ts';
import { createRelayConnection } from './relay-connection.ts';
import { relayToken } from './relay-token.ts';
import type { PeerTwin, TwinKeys } from './twin-keys.ts';

/** Requests to twins over the reliable message bus, each answered or failed by its deadline. */
export interface Rmb {
  /**
   * @param payload anything that JSON can hold; `undefined` sends JSON null.
   * @returns what the peer answered, parsed from JSON and not yet checked.
   * @throws RmbError, whose `outcomeUnknown` says whether the peer may have acted.
   */
  call(twinId: number, command: string, payload: unknown, options: CallOptions): Promise<unknown>;
  close(): void;
}

export interface CallOptions {
  /** Real time until the call fails; also the life of the message. */
  deadlineMs: number;
}

export interface RmbOptions {
  /** `wss://relay.grid.tf`; the token becomes its query string. */
  relayUrl: string;
  twinId: number;
  keys: TwinKeys;
  /** From the chain; undefined when there is no such twin. Answers are kept for ten minutes. */
  lookupTwin(twinId: number): Promise<PeerTwin | undefined>;
  /** Milliseconds since the epoch, for timestamps that peers check. */
  now(): number;
  /** Told why a frame that claims to answer a call was not believed. */
  onIgnored?(reason: string): void;
}

const twinKeptMs = 600_000;
const pingLifeSeconds = 40;

export function createRmb(options: RmbOptions): Rmb {
  const { twinId: ownTwinId, keys, now } = options;
  // One per process and client: a second connection with the same id would close the first.
  const source = { twin: ownTwinId, connection: randomUUID() };
  const pending = createPendingCalls();
  const peerOf = rememberPeers(options);
  const stamp = (expiration: number) => ({
    uid: randomUUID(),
    timestamp: Math.floor(now() / 1000),
    expiration,
    source,
  });

  const relay = createRelayConnection({
    url: options.relayUrl,
    token: () => relayToken(ownTwinId, source.connection, now(), keys),
    isAwaited: () => pending.size > 0,
    ping: () => ({ ...stamp(pingLifeSeconds), ping: {} }),
    onEnvelope(envelope) {
      const call = pending.get(envelope.uid);
      if (call === undefined) return;
      const distrust = whyNotBelieved(envelope, call, ownTwinId);
      if (distrust === undefined) call.finish(readAnswer(envelope, call));
      else if (envelope.error !== undefined && envelope.signature === undefined) {
        call.finish({ error: new RmbUndelivered(envelope.error.message) });
      } else options.onIgnored?.(distrust);
    },
  });

  return {
    async call(twinId, command, payload, { deadlineMs }) {
      const peer = await peerOf(twinId);
      if (peer === undefined) throw new RmbUnreachable(new Error(`twin ${twinId} does not exist`));
      const content = Buffer.from(JSON.stringify(payload ?? null));
      const request: Envelope = {
        // Timestamps are whole seconds, rounded down: one more, or a message may be born old.
        ...stamp(Math.ceil(deadlineMs / 1000) + 1),
        destination: { twin: twinId },
        request: { command },
        schema: 'application/json',
        ...(peer.sharedKey === undefined ? { plain: content } : { cipher: seal(content, peer.sharedKey) }),
      };
      const signed = signEnvelope(request, keys);
      return pending.run(request.uid, { command, peer, deadlineMs }, (deadline) => relay.send(signed, deadline));
    },
    close() {
      relay.close();
      pending.endAll('the client was closed');
    },
  };
}

/** Undefined when the envelope proves that it comes from the twin that was asked and is meant for us. */
function whyNotBelieved(envelope: Envelope, { command, peer }: PendingCall, ownTwinId: number): string | undefined {
  if (envelope.source?.twin !== peer.twinId) return `answer to ${command} from twin ${envelope.source?.twin}`;
  if (envelope.destination?.twin !== ownTwinId) return `answer to ${command} for another twin`;
  if (!isSignedBy(envelope, peer.publicKey)) return `answer to ${command} with a wrong signature`;
  return undefined;
}

function readAnswer({ error, response, plain, cipher }: Envelope, { command, peer }: PendingCall): CallEnd {
  if (error !== undefined) return { error: new RmbRefused(command, error.message) };
  try {
    if (response === undefined) throw new Error('neither response nor error');
    const content = cipher === undefined ? plain : opened(cipher, peer);
    return {
      answer: content === undefined || content.length === 0 ? null : JSON.parse(Buffer.from(content).toString()),
    };
  } catch (cause) {
    return { error: new RmbAnswerInvalid(command, cause) };
  }
}

function opened(cipher: Uint8Array, { sharedKey }: Peer): Uint8Array {
  if (sharedKey === undefined) throw new Error('encrypted by a twin that has no key for it');
  return open(cipher, sharedKey);
}

/** Twins hardly ever change; a transfer to another account is seen after the ten minutes. */
function rememberPeers({ lookupTwin, keys }: RmbOptions): (twinId: number) => Promise<Peer | undefined> {
  const known = new Map<number, { peer: Peer; untilMs: number }>();
  return async (twinId) => {
    const remembered = known.get(twinId);
    if (remembered !== undefined && performance.now() < remembered.untilMs) return remembered.peer;
    const twin = await lookupTwin(twinId);
    if (twin === undefined) return undefined;
    const { publicKey, encryptionPublicKey } = twin;
    const sharedKey = encryptionPublicKey === undefined ? undefined : keys.sharedKey(encryptionPublicKey);
    const peer = { twinId, publicKey, sharedKey };
    known.set(twinId, { peer, untilMs: performance.now() + twinKeptMs });
    return peer;
  };
}
