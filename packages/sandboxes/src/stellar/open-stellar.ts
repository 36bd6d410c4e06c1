import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../clock.ts';
import type { ChainAccess } from '../tfgrid/chain/access.ts';
import type { BridgeAccess } from '../tfgrid/chain/bridge-access.ts';
import { type Bridge, startBridge } from './bridge/bridge.ts';
import type { Owners } from './bridge/judge-deposit.ts';
import type { Faults } from './faults.ts';
import { fundAccount, type Gift } from './fund-account.ts';
import { createHorizon } from './horizon/app.ts';
import type { HorizonApp } from './horizon/parts.ts';
import { createOpenStreams } from './horizon/stream.ts';
import { baseFeeCounter, type Ledger, openLedger } from './ledger/ledger.ts';
import { foundOperator, type OperatorFunds, writeGenesis } from './market/genesis.ts';
import { type Market, openMarket } from './market/market.ts';

/** The grid's chain as the bridge needs it. */
export interface GridSide {
  bridge: BridgeAccess;
  access: Pick<ChainAccess, 'accountKeyOfTwin' | 'farm' | 'node'>;
}

export interface StellarParts {
  state: DatabaseSync;
  clock: SandboxClock;
  faults: Faults;
  ledgerMs: number;
  operator?: OperatorFunds;
  /** Without it nobody watches the vault. */
  grid?: GridSide;
  onFault(error: unknown): void;
}

export interface OpenStellar {
  horizon: HorizonApp;
  ledger: Ledger;
  market: Market;
  bridge?: Bridge;
  fund(gift: Gift): Promise<string>;
  setBaseFee(stroops: bigint): void;
  close(): void;
}

/** Opens the network on its state, founding it when there is none. Everything that needs Stellar's library lies below. */
export function openStellar(parts: StellarParts): OpenStellar {
  const { state, clock, faults, grid, operator, onFault } = parts;
  const ledger = openLedger(parts);
  ledger.close((view) => {
    const sequence = ledger.latest.sequence + 1;
    if (view.all('pool').size === 0) writeGenesis(view, sequence, Math.floor(clock.now() / 1000));
    if (operator) foundOperator(view, operator, sequence);
  });
  const market = openMarket(ledger);
  const streams = createOpenStreams();
  const bridge = grid && startBridge({ state, ledger, chain: grid.bridge, owners: ownersOf(grid), onFault });
  // One gift at a time: they come from the same account.
  let last: Promise<unknown> = Promise.resolve();
  return {
    horizon: createHorizon({ ledger, market, clock, faults, streams, onFault }),
    ledger,
    market,
    bridge,
    fund(gift) {
      const given = last.then(() => fundAccount(ledger, gift));
      last = given.catch(() => undefined);
      return given;
    },
    setBaseFee: (stroops) => ledger.close((view) => view.put('counter', baseFeeCounter, { value: stroops })),
    close() {
      bridge?.close();
      streams.endAll();
      ledger.stop();
    },
  };
}

function ownersOf({ access }: GridSide): Owners {
  return {
    accountKeyOfTwin: access.accountKeyOfTwin,
    twinOfFarm: (id) => access.farm(id)?.twinId,
    // The deposit for a node goes to the twin that runs it, not to its farmer.
    twinOfNode: (id) => access.node(id)?.twinId,
  };
}
