import { getPublicKey, secretFromSeed, sign } from '@scure/sr25519';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import { listen } from '../control/listen.ts';
import { readJson, refusal } from '../control/read-json.ts';
import type { Sandbox } from '../sandbox.ts';
import { toAddress } from '../tfgrid/chain/addresses.ts';
import { walletPage } from './wallet-page.ts';

/** An account of the sandbox's chain that the wallet holds the key of. */
export interface WalletAccount {
  /** Its farm, for people to choose by. */
  farmName: string;
  farmId: number;
  twinId: number;
  nodeIds: number[];
  /** sr25519 mini secret. */
  seedHex: string;
}

export interface WalletOptions {
  port: number;
  accounts: readonly WalletAccount[];
}

const signing = z.strictObject({ address: z.string(), text: z.string().min(1).max(10_000) });

/**
 * A wallet for the farms of the demo providers: `GET /accounts`, `POST /sign {address, text}`, and a page for people. It signs
 * as browser extensions do for a web site: the text between `<Bytes>` and `</Bytes>`.
 */
export async function startWallet({ port, accounts }: WalletOptions): Promise<Sandbox> {
  const held = accounts.map(({ seedHex, ...account }) => {
    const secret = secretFromSeed(new Uint8Array(Buffer.from(seedHex, 'hex')));
    return { ...account, secret, address: toAddress(getPublicKey(secret)) };
  });
  const shown = held.map(({ secret: _, ...account }) => account);

  const app = new Hono();
  app.use('*', cors({ origin: (origin) => (isLoopback(origin) ? origin : null) }));
  app.use('*', async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === undefined || isLoopback(origin)) return next();
    return c.json({ error: 'foreign_origin', message: `${origin} may not use the sandbox wallet.` }, 403);
  });
  app.get('/', (c) => c.html(walletPage(shown)));
  app.get('/accounts', (c) => c.json({ items: shown }));
  app.post('/sign', async (c) => {
    const { address, text } = await readJson(c, signing);
    const account = held.find((each) => each.address === address);
    if (account === undefined) throw refusal('address', 'This wallet does not hold that account.');
    const signature = sign(account.secret, new TextEncoder().encode(`<Bytes>${text}</Bytes>`));
    return c.json({ signature: `0x${Buffer.from(signature).toString('hex')}` });
  });

  const listener = await listen(app.fetch, port);
  return { url: `http://localhost:${listener.port}`, port: listener.port, close: listener.close };
}

function isLoopback(origin: string): boolean {
  const host = URL.parse(origin)?.hostname ?? '';
  return host === 'localhost' || host === '127.0.0.1' || host.endsWith('.localhost');
}
