import { createServer, type Server } from 'node:net';

/** Where this grid's machines listen. */
export interface LoopbackBlock {
  /** The addresses are 127.`octet`.x.y; each running grid on a host has its own. */
  octet: number;
  /** The port of SSH on every machine: 22 where it may be bound, else 2222. */
  sshPort: number;
  /** False where only 127.0.0.1 exists (macOS): machines then listen on 127.0.0.1 at a port of their own. */
  hasOwnAddresses: boolean;
  release(): Promise<void>;
}

const firstOctet = 64;
const lastOctet = 127;
const sshPorts = [22, 2222, 22022];

/**
 * Takes a block of loopback addresses for this process by listening on its .0.1 address. `preferred` is the block that the
 * data folder's addresses lie in: it is used even when another grid holds it, because genesis names its addresses.
 */
export async function takeLoopbackBlock(preferred?: number): Promise<LoopbackBlock> {
  const octets = preferred === undefined ? allOctets() : [preferred];
  for (const sshPort of sshPorts) {
    for (const octet of octets) {
      const outcome = await tryListen(`127.${octet}.0.1`, sshPort);
      if (typeof outcome === 'object') return block(octet, sshPort, outcome);
      if (outcome === 'EADDRNOTAVAIL')
        return { octet: preferred ?? firstOctet, sshPort: 2222, hasOwnAddresses: false, release: async () => {} };
      if (outcome === 'EACCES') break;
    }
  }
  // Another grid holds the block: machines whose address is taken say so when they start.
  return { octet: preferred ?? firstOctet, sshPort: 2222, hasOwnAddresses: true, release: async () => {} };
}

function block(octet: number, sshPort: number, guard: Server): LoopbackBlock {
  const release = () => new Promise<void>((resolve) => guard.close(() => resolve()));
  return { octet, sshPort, hasOwnAddresses: true, release };
}

function tryListen(host: string, port: number): Promise<Server | string> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}

/** Every process begins elsewhere, so that two that start together rarely meet. */
function allOctets(): number[] {
  const count = lastOctet - firstOctet + 1;
  return Array.from({ length: count }, (_, index) => firstOctet + ((process.pid + index) % count));
}
