import type { Hono } from 'hono';
import { listen } from '../control/listen.ts';
import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { openState } from '../state.ts';
import { createControl } from './control.ts';
import { createFaults } from './faults.ts';
import { network } from './network.ts';
import type { GridSide, OpenStellar, StellarParts } from './open-stellar.ts';

export interface StellarOptions extends SandboxOptions, Pick<StellarParts, 'operator'> {
  /** Real milliseconds between ledgers; the ledgers' own time is the clock's. Default 1000. */
  ledgerMs?: number;
  /** With the grid's chain the bridge runs too. */
  grid?: GridSide;
  /** Learns of errors inside the sandbox, which clients see as an internal server error. */
  onFault?(error: unknown): void;
}

export interface StellarSandbox extends Sandbox {
  control: Hono;
  /** Passphrase, assets and the bridge's vault. */
  network: typeof network;
  /** The open network, for tests beside it. */
  open(): Promise<OpenStellar>;
}

/**
 * Starts a stand-in for Stellar's Horizon, and the TFT bridge. It listens at once; Stellar's library, which takes longer
 * to load than all other sandboxes to start, is loaded with the first request or the first withdrawal on the grid's chain.
 */
export async function startStellar(options: StellarOptions): Promise<StellarSandbox> {
  const { clock, grid, operator, ledgerMs = 1_000, onFault = () => {} } = options;
  const state = openState(options.dataDir, 'stellar');
  const faults = createFaults();
  let opening: Promise<OpenStellar> | undefined;
  const open = () => {
    opening ??= import('./open-stellar.ts').then(({ openStellar }) =>
      openStellar({ state, clock, faults, ledgerMs, operator, grid, onFault }),
    );
    return opening;
  };
  const listener = await listen(async (request, env) => (await open()).horizon.fetch(request, env), options.port);
  // Ledgers have the time of the clock; one that nobody has opened yet begins with it.
  const stopFollowing = clock.onChange(async () => {
    if (opening !== undefined) (await opening).ledger.close();
  });
  const openForBridge = () => void open().catch(onFault);
  const stopWatching = grid?.bridge.onBurn(openForBridge);
  if (grid && (wasUsed(state) || grid.bridge.openBurns().length > 0)) openForBridge();
  return {
    url: `http://localhost:${listener.port}`,
    port: listener.port,
    network,
    control: createControl(open, faults, operator?.publicKey),
    open,
    async close() {
      stopFollowing();
      stopWatching?.();
      const opened = await opening?.catch(() => undefined);
      opened?.close();
      await listener.close();
      state.close();
    },
  };
}

/** A bridge that worked before goes on by itself: a deposit may be waiting. */
function wasUsed(state: ReturnType<typeof openState>): boolean {
  return state.prepare("select 1 from sqlite_master where name = 'entries'").get() !== undefined;
}
