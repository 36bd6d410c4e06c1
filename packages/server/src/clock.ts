import { WebSocket } from 'ws';

/** The only reader of time. Business time is `now()`; `machine()` is for leases and heartbeats between processes. */
export interface Clock {
  now(): Date;
  /** Time of this machine, untouched by the control clock. */
  machine(): Date;
  /** Asks the control clock again; a short-lived process calls it before its work. */
  refresh(): Promise<void>;
  /** Called after the control clock was moved. */
  onChange(listener: () => void): () => void;
  close(): void;
}

// Monotonic and independent of the global Date, which a test process may have replaced.
const machineMs = () => performance.timeOrigin + performance.now();

/** Production: the machine's time. */
export function systemClock(): Clock {
  return {
    now: () => new Date(Date.now()),
    machine: () => new Date(Date.now()),
    refresh: async () => {},
    onChange: () => () => {},
    close: () => {},
  };
}

interface TimeMessage {
  nowMs: number;
  frozen: boolean;
}

/**
 * A subscriber of the control clock at `url`: acknowledges every change once it is in force here.
 * `subscribe: false` suits a process that lives for one request: it only asks.
 */
export async function controlledClock(url: string, { subscribe = true } = {}): Promise<Clock> {
  let anchor: TimeMessage & { atMs: number } = { nowMs: machineMs(), frozen: false, atMs: machineMs() };
  const listeners = new Set<() => void>();
  const take = (message: TimeMessage) => {
    anchor = { nowMs: message.nowMs, frozen: message.frozen, atMs: machineMs() };
    for (const listener of listeners) listener();
  };
  const ask = async () => {
    const response = await fetch(`${url}/clock`, { signal: AbortSignal.timeout(5000) });
    const { now, frozen } = (await response.json()) as { now: string; frozen: boolean };
    take({ nowMs: Date.parse(now), frozen });
  };
  await ask();
  const subscription = subscribe ? subscribeTo(url, take) : { close: () => {} };
  return {
    now: () => new Date(anchor.frozen ? anchor.nowMs : anchor.nowMs + (machineMs() - anchor.atMs)),
    machine: () => new Date(machineMs()),
    refresh: ask,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: subscription.close,
  };
}

const RECONNECT_MS = 500;

function subscribeTo(url: string, take: (message: TimeMessage) => void): { close(): void } {
  let closed = false;
  let socket: WebSocket | undefined;
  const connect = () => {
    socket = new WebSocket(`${url.replace(/^http/, 'ws')}/clock/subscribe`);
    socket.on('message', (raw) => {
      const message = JSON.parse(String(raw)) as TimeMessage & { type: string; seq: number };
      if (message.type !== 'time') return;
      take(message);
      socket?.send(JSON.stringify({ type: 'ack', seq: message.seq }));
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (!closed) setTimeout(connect, RECONNECT_MS).unref();
    });
  };
  connect();
  return {
    close() {
      closed = true;
      socket?.close();
    },
  };
}
