import { createServer } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { authorMethods } from './author-methods.ts';
import { chainMethods } from './chain-methods.ts';
import { type Connection, dropped, type RpcContext, RpcError, type RpcMethod } from './protocol.ts';
import { stateMethods } from './state-methods.ts';
import { systemMethods } from './system-methods.ts';

const methods: Record<string, RpcMethod> = { ...systemMethods, ...chainMethods, ...stateMethods, ...authorMethods };
// Only these: one name of a newer style would make clients expect that whole style.
methods.rpc_methods = () => ({ methods: Object.keys(methods).sort() });

interface RpcServer {
  port: number;
  close(): Promise<void>;
}

/** Speaks Substrate's JSON-RPC over WebSocket on loopback. */
export async function startRpcServer(context: RpcContext, port: number): Promise<RpcServer> {
  const http = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => serve(socket, context));
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    // The WebSocket server repeats the error; the one above is enough.
    sockets.on('error', () => {});
    http.listen(port, '127.0.0.1', resolve);
  });
  const address = http.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

function serve(socket: WebSocket, context: RpcContext): void {
  const subscriptions = new Map<string, () => void>();
  let lastId = 0;
  const send = (message: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  };
  const connectionFor = (afterAnswer: (() => void)[]): Connection => ({
    subscribe(method, start) {
      const id = `sub-${++lastId}`;
      // A client may unsubscribe before the start: then it never begins.
      subscriptions.set(id, () => {});
      afterAnswer.push(() => {
        if (!subscriptions.has(id)) return;
        const notify = (result: unknown) => send({ method, params: { subscription: id, result } });
        subscriptions.set(id, start(notify));
      });
      return id;
    },
    unsubscribe(id) {
      subscriptions.get(id)?.();
      return subscriptions.delete(id);
    },
    drop: () => socket.terminate(),
  });
  const answer = async (request: { id?: unknown; method?: unknown; params?: unknown }) => {
    const afterAnswer: (() => void)[] = [];
    try {
      const method = methods[String(request.method)];
      if (!method) throw new RpcError(-32601, 'Method not found');
      const params = Array.isArray(request.params) ? request.params : [];
      const result = await method(context, params, connectionFor(afterAnswer));
      if (result === dropped) return;
      send({ id: request.id, result });
    } catch (error) {
      send({ id: request.id, error: errorJson(error) });
    }
    for (const start of afterAnswer) start();
  };
  socket.on('message', (data: RawData) => {
    const request = parse(data);
    if (request === undefined) send({ id: null, error: { code: -32700, message: 'Parse error' } });
    else for (const each of Array.isArray(request) ? request : [request]) void answer(each);
  });
  socket.on('close', () => {
    for (const stop of subscriptions.values()) stop();
    subscriptions.clear();
  });
  socket.on('error', () => socket.terminate());
}

function parse(data: RawData) {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}

function errorJson(error: unknown): { code: number; message: string; data?: string } {
  if (error instanceof RpcError) return { code: error.code, message: error.message, data: error.detail };
  return { code: -32603, message: error instanceof Error ? error.message : 'Internal error' };
}
