import type { WebSocket } from 'ws';
import type { Fault } from '../nodes/faults.ts';
import { isSignedBy } from './account-signature.ts';
import { type Address, decodeEnvelope, type Envelope, encodeEnvelope } from './envelope.ts';
import { envelopeChallenge } from './envelope-challenge.ts';
import type { RelayOptions } from './relay-options.ts';
import type { Session } from './token.ts';

export interface Router {
  /** Makes the socket the session's only one; the older one is closed. Returns how to leave. */
  join(session: Session, socket: WebSocket): () => void;
  receive(session: Session, socket: WebSocket, bytes: Buffer): void;
  send(envelope: Envelope): void;
  sessions(): Session[];
  close(): void;
}

export function createRouter(options: RelayOptions): Router {
  const sockets = new Map<string, { session: Session; socket: WebSocket }>();
  const waiting = new Map<string, Envelope[]>();
  const timers = new Set<NodeJS.Timeout>();

  const send = (envelope: Envelope) => {
    const key = keyOf(envelope.destination);
    const target = sockets.get(key);
    if (target) target.socket.send(encodeEnvelope(envelope));
    else waiting.set(key, [...(waiting.get(key) ?? []).slice(-99), envelope]);
  };
  const sendError = (envelope: Envelope, message: string) => send(errorFor(envelope, message, options.nowMs()));
  const pass = (envelope: Envelope) => {
    const twin = envelope.destination?.twin ?? 0;
    if (options.accountKeyOfTwin(twin) === undefined) return sendError(envelope, `twin ${twin} does not exist`);
    if (!options.deliverToNode(envelope)) send(envelope);
  };

  return {
    send,
    sessions: () => [...sockets.values()].map(({ session }) => session),
    join(session, socket) {
      const key = keyOf(session);
      sockets.get(key)?.socket.close(4000, 'replaced by a newer connection');
      sockets.set(key, { session, socket });
      const missed = (waiting.get(key) ?? []).filter((envelope) => isAlive(envelope, options.nowMs()));
      waiting.delete(key);
      for (const envelope of missed) send(envelope);
      return () => {
        if (sockets.get(key)?.socket === socket) sockets.delete(key);
      };
    },
    receive(session, socket, bytes) {
      const envelope = read(bytes);
      if (envelope === undefined) return;
      if (envelope.ping) {
        socket.send(encodeEnvelope({ ...envelope, message: 'pong', ping: undefined, pong: {} }));
        return;
      }
      const refusal = refusalOf(envelope, session, options);
      if (refusal !== undefined) return sendError({ ...envelope, source: session }, refusal);
      const fault = options.takeFault();
      if (fault === undefined) return pass(envelope);
      const later = () => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          pass(envelope);
        }, fault.ms);
        timers.add(timer);
      };
      meetFault(fault, socket, { later, refuse: (reason) => sendError(envelope, reason), pass: () => pass(envelope) });
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function errorFor(envelope: Envelope, message: string, nowMs: number): Envelope {
  return {
    uid: envelope.uid,
    timestamp: Math.floor(nowMs / 1000),
    expiration: 300,
    source: envelope.destination,
    destination: envelope.source,
    message: 'error',
    error: { code: 400, message },
  };
}

function read(bytes: Buffer): Envelope | undefined {
  try {
    return decodeEnvelope(bytes);
  } catch {
    // The protocol has no answer to bytes without an id.
    return undefined;
  }
}

function refusalOf(envelope: Envelope, session: Session, options: RelayOptions): string | undefined {
  if (keyOf(envelope.source) !== keyOf(session)) return 'source is not this connection';
  if (!envelope.destination?.twin) return 'missing destination';
  if (!isAlive(envelope, options.nowMs())) return 'message expired';
  const account = options.accountKeyOfTwin(session.twin);
  if (account === undefined || !isSignedBy(account, envelopeChallenge(envelope), envelope.signature)) {
    return 'invalid signature';
  }
  return undefined;
}

interface Ways {
  later(): void;
  refuse(reason: string): void;
  pass(): void;
}

function meetFault(fault: Fault, socket: WebSocket, ways: Ways): void {
  if (fault.kind === 'slow') ways.later();
  else if (fault.kind === 'refuse') ways.refuse('exceeded rate limits, dropping message');
  else if (fault.kind === 'badPayload') socket.send(Buffer.from('ffffffffff00', 'hex'));
  else if (fault.kind === 'drop') socket.terminate();
  else if (fault.kind === 'timeoutAfterInclusion') {
    ways.pass();
    socket.terminate();
  }
}

function isAlive({ timestamp, expiration }: Envelope, nowMs: number): boolean {
  return expiration - (Math.floor(nowMs / 1000) - timestamp) > 0;
}

function keyOf(address: Address | undefined): string {
  return `${address?.twin ?? 0}:${address?.connection ?? ''}`;
}
