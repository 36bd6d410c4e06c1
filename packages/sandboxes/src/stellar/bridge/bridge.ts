import type { DatabaseSync } from 'node:sqlite';
import type { BridgeAccess, OpenBurn } from '../../tfgrid/chain/bridge-access.ts';
import { lineId } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { tft } from '../network.ts';
import { OwnTransactionFailed } from '../own-transactions.ts';
import { type BridgeMode, openBridgeRows } from './bridge-rows.ts';
import { judgeDeposit, type Owners } from './judge-deposit.ts';
import { openVaultPayments } from './payments.ts';
import { type Deposit, readDeposits } from './read-deposits.ts';

export interface BridgeOptions {
  state: DatabaseSync;
  ledger: Ledger;
  chain: BridgeAccess;
  owners: Owners;
  onFault(error: unknown): void;
}

export interface Bridge {
  /** On hold nothing is minted, refunded or paid out; all of it happens afterwards. */
  mode: BridgeMode;
  close(): void;
}

const retryMs = 1_000;

/**
 * The bridge between Stellar and the grid's chain: mints what arrives in the vault, gives back what cannot be minted, and
 * pays out what was burnt. It works through the vault's transactions in order and does nothing twice.
 */
export function startBridge({ state, ledger, chain, owners, onFault }: BridgeOptions): Bridge {
  const rows = openBridgeRows(state);
  const payments = openVaultPayments(state, ledger);
  /** Withdrawals that Stellar refused; they wait for the next start. */
  const refused = new Set<bigint>();
  let stopped = false;
  let working = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  /** A call of the chain: fine when it was done before, and without end when the bridge has stopped meanwhile. */
  const on = async (call: Promise<void>): Promise<void> => {
    await call.catch((error: unknown) => {
      if (!(error instanceof Error && done.includes(error.message))) throw error;
    });
    if (stopped) await new Promise(() => {});
  };
  const mayWork = () => !stopped && rows.mode === 'normal';
  const work = async (): Promise<void> => {
    for (const deposit of readDeposits(ledger.history, rows.cursor)) {
      await handleDeposit(deposit);
      if (!mayWork()) return;
      rows.cursor = deposit.id;
      again = true;
    }
    for (const burn of chain.openBurns()) {
      if (!refused.has(burn.id)) await handleBurn(burn);
      if (!mayWork()) return;
    }
  };
  const wake = () => {
    again = true;
    if (working || stopped) return;
    working = true;
    void workWhileNeeded().finally(() => {
      working = false;
    });
  };
  const workWhileNeeded = async () => {
    while (again && mayWork()) {
      again = false;
      try {
        await work();
      } catch (error) {
        if (stopped) return;
        onFault(error);
        clearTimeout(timer);
        timer = setTimeout(wake, retryMs).unref();
      }
    }
  };

  const handleDeposit = async (deposit: Deposit): Promise<void> => {
    const { hash } = deposit;
    if (chain.isMinted(hash) || chain.isRefunded(hash)) return;
    const verdict = judgeDeposit(deposit, chain.depositFeeUnits(), owners);
    if (verdict.action === 'mint') await on(chain.mint(hash, verdict.target, verdict.units));
    if (verdict.action !== 'refund') return;
    const { to: target, units } = verdict;
    const order = { id: `refund:${hash}`, target, units, returns: hash };
    try {
      await payments.pay(order, (vote) => on(chain.signRefund({ id: hash, target, units }, vote)));
      await on(chain.closeRefund(hash));
    } catch (error) {
      // A sender who can no longer take TFT gets nothing back; the refund stays open on the chain.
      if (!(error instanceof OwnTransactionFailed)) throw error;
    }
  };
  const handleBurn = async (burn: OpenBurn): Promise<void> => {
    if (!canTake(ledger, burn.target)) {
      const id = `refund-${burn.id}`;
      const worthIt = burn.units > chain.depositFeeUnits();
      if (burn.source && worthIt && !chain.isMinted(id)) await on(chain.mint(id, burn.source, burn.units));
      await on(chain.closeBurn(burn.id));
      return;
    }
    try {
      const order = { id: `burn:${burn.id}`, target: burn.target, units: burn.units };
      await payments.pay(order, (vote) => on(chain.signBurn(burn, vote)));
      await on(chain.closeBurn(burn.id));
    } catch (error) {
      if (!(error instanceof OwnTransactionFailed)) throw error;
      refused.add(burn.id);
    }
  };

  const unsubscribe = [ledger.onClose(wake), chain.onBurn(wake)];
  wake();
  return {
    get mode() {
      return rows.mode;
    },
    set mode(mode) {
      rows.mode = mode;
      refused.clear();
      wake();
    },
    close() {
      stopped = true;
      clearTimeout(timer);
      for (const each of unsubscribe) each();
    },
  };
}

/** What the chain says when somebody has done it already, such as this bridge before its restart. */
const done: readonly string[] = [
  'MintTransactionAlreadyExecuted',
  'EnoughRefundSignaturesPresent',
  'RefundTransactionAlreadyExecuted',
  'EnoughBurnSignaturesPresent',
  'BurnTransactionAlreadyExecuted',
  'BurnTransactionNotExists',
];

function canTake(ledger: Ledger, account: string): boolean {
  return ledger.view().get('line', lineId(account, tft)) !== undefined;
}
