import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';
import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import { type StripeOptions, type StripeSandbox, startStripe } from './start-stripe.ts';

export const testKeys = {
  secretKey: 'sk_test_sandbox0123456789',
  publishableKey: 'pk_test_sandbox0123456789',
  webhookSecret: 'whsec_sandbox0123456789',
};

export interface Harness {
  sandbox: StripeSandbox;
  clock: SandboxClock;
  /** Stripe's own client, pointed at the sandbox; it does not retry by itself. */
  stripe: Stripe;
  /** A request with the publishable key, as stripe.js makes them. */
  browse(
    method: 'GET' | 'POST',
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; body: Answered }>;
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: Answered }>;
  close(): Promise<void>;
}

/** JSON as it came. */
export type Answered = ReturnType<typeof JSON.parse>;

export async function startHarness(options: Partial<StripeOptions> = {}): Promise<Harness> {
  const clock = options.clock ?? createClock(openState(undefined, 'clock'));
  const sandbox = await startStripe({ port: 0, ...testKeys, ...options, clock });
  const stripe = clientOf(sandbox, testKeys.secretKey);
  return {
    sandbox,
    clock,
    stripe,
    async browse(method, path, form = {}) {
      const query = method === 'GET' ? `?${new URLSearchParams(form)}` : '';
      const response = await fetch(`${sandbox.url}${path}${query}`, {
        method,
        headers: { Authorization: `Bearer ${testKeys.publishableKey}` },
        ...(method === 'POST' ? { body: new URLSearchParams(form) } : {}),
      });
      return { status: response.status, body: await response.json() };
    },
    async control(method, path, body) {
      const response = await sandbox.control.request(path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    close: () => sandbox.close(),
  };
}

export function clientOf(
  sandbox: StripeSandbox,
  key: string,
  config: { timeout?: number; maxNetworkRetries?: number } = {},
): Stripe {
  return new Stripe(key, { host: 'localhost', port: sandbox.port, protocol: 'http', maxNetworkRetries: 0, ...config });
}

export interface Received {
  payload: string;
  headers: IncomingHttpHeaders;
  event: Answered;
}

export interface Listener {
  url: string;
  received: Received[];
  /** Status of the answers, 200 until changed. */
  status: number;
  /** Resolves once `count` requests have come in. */
  until(count: number): Promise<Received[]>;
  close(): Promise<void>;
}

/** Takes webhook deliveries as a product would. */
export async function startListener(port = 0): Promise<Listener> {
  const waiting = new Set<() => void>();
  const listener: Listener = { url: '', received: [], status: 200, until, close: () => closeServer(server) };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const payload = Buffer.concat(chunks).toString();
      listener.received.push({ payload, headers: request.headers, event: JSON.parse(payload) });
      response.writeHead(listener.status).end();
      for (const wake of waiting) wake();
    });
  });
  function until(count: number): Promise<Received[]> {
    return new Promise((resolve) => {
      const check = () => {
        if (listener.received.length < count) return;
        waiting.delete(check);
        resolve(listener.received);
      };
      waiting.add(check);
      check();
    });
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  listener.url = `http://localhost:${(server.address() as AddressInfo).port}/webhook`;
  return listener;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The error a promise ends with; fails when it succeeds. */
export async function failureOf(promise: Promise<unknown>): Promise<Answered> {
  return promise.then(
    () => {
      throw new Error('expected a refusal');
    },
    (error: unknown) => error,
  );
}
