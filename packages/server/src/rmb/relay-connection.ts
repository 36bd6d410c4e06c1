import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { decodeEnvelope, type Envelope, encodeEnvelope } from './envelope.ts';

/** One WebSocket to the relay, opened when the first message needs it and opened again when it breaks. */
export interface RelayConnection {
  /** Resolves when the message is handed to an open connection; rejects with why none could be had before `signal`. */
  send(envelope: Envelope, signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface RelayConnectionOptions {
  url: string;
  /** A fresh token for each attempt to connect. */
  token(): string;
  onEnvelope(envelope: Envelope): void;
  /** While it says true, a broken connection is opened again by itself: the relay keeps answers for a short while. */
  isAwaited(): boolean;
  ping(): Envelope;
}

/** The relay drops connections that stay silent. */
const pingIntervalMs = 20_000;
const handshakeTimeoutMs = 10_000;
const firstBackOffMs = 200;
const longestBackOffMs = 10_000;

export function createRelayConnection(options: RelayConnectionOptions): RelayConnection {
  let opening: Promise<WebSocket> | undefined;
  let failures = 0;
  const closed = new AbortController();

  const open = async (): Promise<WebSocket> => {
    if (failures > 0) {
      const backOffMs = Math.min(firstBackOffMs * 2 ** (failures - 1), longestBackOffMs);
      await pause(backOffMs, undefined, { signal: closed.signal });
    }
    const socket = new WebSocket(`${options.url}?${options.token()}`, { handshakeTimeout: handshakeTimeoutMs });
    await opened(socket);
    failures = 0;
    keepAlive(socket, options);
    socket.on('message', (frame, isBinary) => {
      if (isBinary && Buffer.isBuffer(frame)) receive(frame, options);
    });
    socket.on('close', () => {
      opening = undefined;
      if (options.isAwaited() && !closed.signal.aborted) void connected().catch(() => undefined);
    });
    return socket;
  };
  const connected = (): Promise<WebSocket> => {
    opening ??= open().catch((error) => {
      failures += 1;
      opening = undefined;
      throw error;
    });
    return opening;
  };

  return {
    async send(envelope, signal) {
      let why: unknown = new Error('the connection was closed');
      while (!signal.aborted && !closed.signal.aborted) {
        try {
          const socket = await unlessAborted(connected(), signal);
          // Without a wait in between: from here on the message counts as sent.
          return socket.send(encodeEnvelope(envelope));
        } catch (error) {
          why = signal.aborted ? why : error;
        }
      }
      throw why;
    },
    close() {
      closed.abort();
      void opening?.then((socket) => socket.terminate()).catch(() => undefined);
    },
  };
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('close', () => reject(new Error('the relay closed the connection')));
    // Stays for the socket's whole life: an error without listener would end the process; 'close' follows it.
    socket.on('error', reject);
  });
}

function keepAlive(socket: WebSocket, { ping }: RelayConnectionOptions): void {
  const timer = setInterval(() => socket.send(encodeEnvelope(ping())), pingIntervalMs);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}

function receive(frame: Buffer, { onEnvelope }: RelayConnectionOptions): void {
  let envelope: Envelope;
  try {
    envelope = decodeEnvelope(frame);
  } catch {
    // Bytes that are no envelope name no call that they could answer.
    return;
  }
  onEnvelope(envelope);
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('the deadline passed'));
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
