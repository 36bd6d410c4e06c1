import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Envelope } from './envelope.ts';
import type { RelayOptions } from './relay-options.ts';
import { createRouter, type Router } from './router.ts';
import { readToken } from './token.ts';

export interface Relay {
  /** `ws://localhost:port`; clients append `?` and their token. */
  url: string;
  port: number;
  /** Sends an envelope to the connection it names; waits for it up to the envelope's time to live. */
  send(envelope: Envelope): void;
  connections(): { twin: number; connection?: string }[];
  close(): Promise<void>;
}

/** A message relay: holds one WebSocket per (twin, connection) and passes signed envelopes between them and the nodes. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const router = createRouter(options);
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((_request, response) => response.writeHead(426).end('upgrade required'));
  server.on('upgrade', (request, socket, head) => {
    const token = (request.url ?? '').replace(/^[^?]*\?/, '');
    try {
      const session = readToken(token, options.nowMs(), options.accountKeyOfTwin);
      sockets.handleUpgrade(request, socket, head, (connection) => attach(router, session, connection));
    } catch (error) {
      refuse(socket, request, error instanceof Error ? error.message : 'refused');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://localhost:${port}`,
    port,
    send: router.send,
    connections: router.sessions,
    async close() {
      router.close();
      for (const connection of sockets.clients) connection.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function attach(router: Router, session: { twin: number; connection?: string }, socket: WebSocket): void {
  const leave = router.join(session, socket);
  socket.binaryType = 'nodebuffer';
  socket.on('message', (bytes, isBinary) => {
    if (isBinary && Buffer.isBuffer(bytes)) router.receive(session, socket, bytes);
  });
  socket.on('close', leave);
  socket.on('error', () => socket.terminate());
}

function refuse(socket: Duplex, _request: IncomingMessage, reason: string): void {
  socket.end(
    `HTTP/1.1 401 Unauthorized\r\nContent-Type: text/plain\r\nContent-Length: ${reason.length}\r\nConnection: close\r\n\r\n${reason}`,
  );
}
