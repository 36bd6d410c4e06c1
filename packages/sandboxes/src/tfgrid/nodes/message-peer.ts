import { sign } from 'node:crypto';
import { ZodError } from 'zod';
import type { Envelope } from '../relay/envelope.ts';
import { envelopeChallenge } from '../relay/envelope-challenge.ts';
import { Refusal } from './check-deployment.ts';
import { decrypt, encrypt } from './end-to-end.ts';
import type { Fault } from './faults.ts';
import type { Grid } from './grid.ts';
import { runCommand } from './node-commands.ts';
import type { Provisioner } from './provision.ts';

export interface MessagePeer {
  /** False when no node has the twin. The answer goes out by `send`, or never when the node is off. */
  deliver(envelope: Envelope): boolean;
  close(): void;
}

type Answer = { payload: unknown } | { error: string } | { garbage: Uint8Array };
const answerLifeSeconds = 60;

/** The part of every node that listens on the message bus: opens, runs, seals and signs. */
export function createMessagePeer(
  grid: Grid,
  provisioner: Provisioner,
  send: (envelope: Envelope) => void,
): MessagePeer {
  const timers = new Set<NodeJS.Timeout>();
  const nodeOfTwin = new Map(grid.access.nodes().map((node) => [node.twinId, node.id]));
  const answer = (request: Envelope, nodeId: number, content: Answer) => {
    send(sealAnswer(grid, nodeId, request, content));
  };

  return {
    deliver(request) {
      const nodeId = nodeOfTwin.get(request.destination?.twin ?? 0);
      if (nodeId === undefined) return false;
      if (!request.request || !grid.statuses.isReachable(nodeId)) return true;
      const { command } = request.request;
      const fault = grid.faults.take('node', { nodeId, command });
      if (fault?.kind === 'silence' || fault?.kind === 'drop') return true;
      const respond = () => {
        const content = contentFor(grid, provisioner, nodeId, request, command, fault);
        if (fault?.kind !== 'timeoutAfterInclusion') answer(request, nodeId, content);
      };
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          if (grid.statuses.isReachable(nodeId)) respond();
        },
        fault?.kind === 'slow' ? fault.ms : 0,
      );
      timers.add(timer);
      return true;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function contentFor(
  grid: Grid,
  provisioner: Provisioner,
  nodeId: number,
  request: Envelope,
  command: string,
  fault: Fault | undefined,
): Answer {
  if (fault?.kind === 'refuse') return { error: 'node does not accept deployments at the moment' };
  if (fault?.kind === 'badPayload') return { garbage: Buffer.from('{"workloads":[{"state":') };
  try {
    const payload = openPayload(grid, nodeId, request);
    return {
      payload: runCommand(command, { grid, provisioner, nodeId, sourceTwin: request.source?.twin ?? 0, payload }),
    };
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message };
    if (error instanceof ZodError)
      return { error: `invalid input: ${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}` };
    return { error: error instanceof Error ? error.message : 'internal error' };
  }
}

function openPayload(grid: Grid, nodeId: number, { plain, cipher, source }: Envelope): unknown {
  let bytes = plain;
  if (cipher !== undefined) {
    const peerKey = grid.access.twin(source?.twin ?? 0)?.encryptionKey;
    if (peerKey === undefined) throw new Refusal('sender has no encryption key');
    try {
      bytes = decrypt(cipher, grid.keys.nodeEncryptionSecret(nodeId), peerKey);
    } catch {
      throw new Refusal('failed to decrypt payload');
    }
  }
  if (bytes === undefined || bytes.length === 0) return null;
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    throw new Refusal('payload is not JSON');
  }
}

function sealAnswer(grid: Grid, nodeId: number, request: Envelope, content: Answer): Envelope {
  const envelope: Envelope = {
    uid: request.uid,
    ...(request.tags === undefined ? {} : { tags: request.tags }),
    timestamp: Math.floor(grid.clock.now() / 1000),
    expiration: answerLifeSeconds,
    source: { twin: request.destination?.twin ?? 0 },
    destination: request.source,
    message: 'response',
  };
  if ('error' in content) {
    envelope.message = 'error';
    envelope.error = { code: 400, message: content.error };
  } else {
    envelope.response = {};
    envelope.schema = 'application/json';
    const bytes = 'garbage' in content ? content.garbage : Buffer.from(JSON.stringify(content.payload ?? null));
    const peerKey = grid.access.twin(request.source?.twin ?? 0)?.encryptionKey;
    if (peerKey) envelope.cipher = encrypt(bytes, grid.keys.nodeEncryptionSecret(nodeId), peerKey);
    else envelope.plain = bytes;
  }
  const signature = sign(null, envelopeChallenge(envelope), grid.keys.nodeSigningKey(nodeId));
  return { ...envelope, signature: Buffer.concat([Buffer.from('e'), signature]) };
}
