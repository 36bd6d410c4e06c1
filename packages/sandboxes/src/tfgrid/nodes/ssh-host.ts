import type { AddressInfo } from 'node:net';
import ssh2, { type Connection, type ParsedKey } from 'ssh2';
import type { MachineFacts } from './machine-facts.ts';
import { serveSession } from './ssh-session.ts';

export interface SshHost {
  host: string;
  port: number;
  close(): Promise<void>;
}

export interface SshHostOptions {
  facts: MachineFacts;
  host: string;
  port: number;
  /** OpenSSH private key of the machine. */
  hostKey: string;
  nowMs(): number;
}

/** An SSH server that stands for one machine: user root, exactly the deployment's keys, a tiny shell. Rejects when it cannot listen. */
export async function openSshHost({ facts, host, port, hostKey, nowMs }: SshHostOptions): Promise<SshHost> {
  const allowed = facts.sshKeys
    .map((line) => ssh2.utils.parseKey(line))
    .filter((key): key is ParsedKey => !(key instanceof Error));
  const connections = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [hostKey], ident: 'OpenSSH_9.6' }, (client) => {
    connections.add(client);
    client.on('authentication', (context) => {
      if (context.method !== 'publickey' || context.username !== 'root') return context.reject(['publickey']);
      const key = allowed.find(
        (each) => each.type === context.key.algo && each.getPublicSSH().equals(context.key.data),
      );
      if (key === undefined) return context.reject(['publickey']);
      // Without a signature the client only asks whether this key would do.
      if (context.signature === undefined || context.blob === undefined) return context.accept();
      if (key.verify(context.blob, context.signature, context.hashAlgo) === true) context.accept();
      else context.reject(['publickey']);
    });
    client.on('ready', () => client.on('session', (accept) => serveSession(accept(), facts, nowMs)));
    client.on('error', () => client.end());
    client.on('close', () => connections.delete(client));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.end();
      await closed;
    },
  };
}
