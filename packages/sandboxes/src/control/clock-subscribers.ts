import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { SandboxClock } from '../clock.ts';

/** What a subscriber hears at connect and at each change; it answers `{"type":"ack","seq":n}` once it has the time. */
export interface TimeMessage {
  type: 'time';
  seq: number;
  now: string;
  nowMs: number;
  frozen: boolean;
}

export interface ClockSubscribers {
  readonly count: number;
  /** Tells everybody the time; resolves with the names of those who did not answer within `ackTimeoutMs`. */
  tell(): Promise<string[]>;
  close(): void;
}

/** Serves WebSockets at `/clock/subscribe?name=`; the name is how the clock's answer calls one that stays silent. */
export function acceptSubscribers(server: Server, clock: SandboxClock, ackTimeoutMs: number): ClockSubscribers {
  const sockets = new WebSocketServer({ noServer: true });
  const subscribers = new Set<Subscriber>();
  let seq = 0;
  let visitors = 0;

  const timeMessage = (number: number): string => {
    const nowMs = clock.now();
    const now = new Date(nowMs).toISOString();
    const message: TimeMessage = { type: 'time', seq: number, now, nowMs, frozen: clock.frozen };
    return JSON.stringify(message);
  };

  server.on('upgrade', (request, socket, head) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    if (url?.pathname !== '/clock/subscribe') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      visitors += 1;
      const subscriber = new Subscriber(url.searchParams.get('name') ?? `subscriber ${visitors}`, accepted);
      subscribers.add(subscriber);
      accepted.on('close', () => subscribers.delete(subscriber));
      accepted.send(timeMessage(seq));
    });
  });

  return {
    get count() {
      return subscribers.size;
    },
    async tell() {
      seq += 1;
      const number = seq;
      const told = [...subscribers];
      const text = timeMessage(number);
      for (const { socket } of told) socket.send(text);
      const answers = await Promise.all(told.map((subscriber) => subscriber.hears(number, ackTimeoutMs)));
      return told.filter((_, index) => !answers[index]).map(({ name }) => name);
    },
    close() {
      for (const { socket } of subscribers) socket.terminate();
      sockets.close();
    },
  };
}

const ack = z.object({ type: z.literal('ack'), seq: z.int() });

class Subscriber {
  readonly name: string;
  readonly socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  #acked = -1;
  #gone = false;

  constructor(name: string, socket: WebSocket) {
    this.name = name;
    this.socket = socket;
    socket.on('message', (text) => {
      const message = ack.safeParse(parse(String(text)));
      if (message.success) this.#acked = Math.max(this.#acked, message.data.seq);
      this.#wake();
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#gone = true;
      this.#wake();
    });
  }

  /** True once the subscriber has acknowledged this number or gone, false when it let the time pass. */
  hears(number: number, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (answer: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(answer);
      };
      const check = () => {
        if (this.#gone || this.#acked >= number) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#waiting.add(check);
      check();
    });
  }

  #wake(): void {
    for (const check of this.#waiting) check();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
