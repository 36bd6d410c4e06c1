import type { DatabaseSync } from 'node:sqlite';
import { Memo, Operation } from '@stellar/stellar-sdk/base';
import type { StellarVote } from '../../tfgrid/chain/bridge-access.ts';
import { formatAmount } from '../ledger/amounts.ts';
import { toAsset } from '../ledger/assets.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { bridgeVault, tft } from '../network.ts';
import { ownKey } from '../own-keys.ts';
import { signOwn, submitOwn, transactionsByHash } from '../own-transactions.ts';
import { decodeTransaction, type SignedTransaction } from '../transactions/decode-transaction.ts';

export interface PaymentOrder {
  /** What it is for; an order is paid once, however often it is asked for. */
  id: string;
  target: string;
  units: bigint;
  /** Hash of the deposit that it gives back. */
  returns?: string;
}

export interface VaultPayments {
  /** Pays TFT out of the vault; `vote` hears of the signature before it is handed in. Throws when the network refuses. */
  pay(order: PaymentOrder, vote: (signature: StellarVote) => Promise<void>): Promise<void>;
}

/** Payments out of the vault: each is signed and kept before it is handed in, so that a restart repeats the same one. */
export function openVaultPayments(state: DatabaseSync, ledger: Ledger): VaultPayments {
  state.exec('create table if not exists bridge_payments (id text primary key, envelope text not null)');
  const keep = state.prepare(
    'insert into bridge_payments values (?, ?) on conflict (id) do update set envelope = excluded.envelope',
  );
  const find = state.prepare('select envelope from bridge_payments where id = ?');

  const signedOf = (order: PaymentOrder): string => {
    const kept = find.get(order.id)?.envelope;
    if (kept !== undefined && !isDead(ledger, decodeTransaction(String(kept)))) return String(kept);
    const { target: destination, units, returns } = order;
    const payment = Operation.payment({ destination, asset: toAsset(tft), amount: formatAmount(units) });
    const envelope = signOwn(ledger, [ownKey('bridgeVault')], [payment], returns ? Memo.return(returns) : undefined);
    keep.run(order.id, envelope);
    return envelope;
  };
  return {
    async pay(order, vote) {
      const envelope = signedOf(order);
      const transaction = decodeTransaction(envelope);
      if (hasLanded(ledger, transaction)) return;
      await vote(voteOf(transaction));
      await submitOwn(ledger, envelope);
    },
  };
}

function hasLanded(ledger: Ledger, { hash }: SignedTransaction): boolean {
  return transactionsByHash(ledger, hash)[0]?.successful === true;
}

/** True when its sequence number was used without it succeeding: it can never pay. */
function isDead(ledger: Ledger, transaction: SignedTransaction): boolean {
  const used = ledger.view().get('account', bridgeVault)?.sequence ?? 0n;
  return used >= transaction.sequence && !hasLanded(ledger, transaction);
}

function voteOf({ signatures, sequence }: SignedTransaction): StellarVote {
  return { signature: signatures[0]?.signature.toBytes() ?? new Uint8Array(), signer: bridgeVault, sequence };
}
