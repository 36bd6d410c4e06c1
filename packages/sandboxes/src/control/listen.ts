import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

export interface Listener {
  server: Server;
  port: number;
  close(): Promise<void>;
}

/** A listening port could not be taken because another process holds it. */
export class PortInUse extends Error {
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`port ${port} is in use`, { cause });
    this.name = 'PortInUse';
    this.port = port;
  }
}

type Fetch = Parameters<typeof getRequestListener>[0];

/** Serves `fetch` on 127.0.0.1; port 0 takes any free one. Rejects with PortInUse when the port is taken. */
export async function listen(fetch: Fetch, port: number): Promise<Listener> {
  // The global Request and Response stay Node's own: other servers live in the same process.
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port, error) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
