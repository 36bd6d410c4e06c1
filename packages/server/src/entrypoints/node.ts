import { ConfigError, readConfig } from '../config.ts';
import { type Marketplace, startMarketplace } from '../marketplace.ts';

/** With an IPC parent it tells when it is usable and ends when the parent does. `--production` refuses sandbox settings. */
async function main() {
  const config = readConfig(process.env, { production: process.argv.includes('--production') });
  const marketplace = await startMarketplace(config);
  const { url, port } = marketplace;
  marketplace.adapters.log.info({ port }, 'listening');
  process.send?.({ type: 'ready', url, port });
  const stop = stopper(marketplace);
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stop);
}

const STOP_MS = 12_000;

function stopper(marketplace: Marketplace): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    marketplace.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
}

main().catch((error: unknown) => {
  const busy = (error as NodeJS.ErrnoException | null)?.code === 'EADDRINUSE';
  const message = busy
    ? { type: 'port-in-use', port: Number(process.env.PORT ?? 8888), variable: 'PORT' }
    : { type: 'failed', message: error instanceof Error ? error.message : String(error) };
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
  if (process.send) process.send(message, () => process.exit(1));
  else process.exit(1);
});
