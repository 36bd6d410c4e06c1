import { formatPrice } from '../history/operation-record.ts';
import { toTime } from '../history/times.ts';
import { formatAmount } from '../ledger/amounts.ts';
import { assetFields } from '../ledger/assets.ts';
import { type ClosedLedger, maxTransactions, protocolVersion } from '../ledger/closed-ledger.ts';
import { baseReserve, type OfferEntry } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type LinkedRecord, links, pagedPath } from './hal.ts';

// Records of history with the links that Horizon puts at each.

/** `asked` is the hash it was asked by: that of the inner transaction finds the envelope around it too. */
export function linkedTransaction(base: string, record: Record<string, unknown>, asked?: string): LinkedRecord {
  const { resultCodes: _codes, ...fields } = record;
  const hash = asked ?? String(record.hash);
  const path = `/transactions/${hash}`;
  return {
    _links: links(base, {
      self: path,
      account: `/accounts/${record.source_account}`,
      ledger: `/ledgers/${record.ledger}`,
      operations: pagedPath(`${path}/operations`),
      effects: pagedPath(`${path}/effects`),
      precedes: `/transactions?order=asc&cursor=${record.paging_token}`,
      succeeds: `/transactions?order=desc&cursor=${record.paging_token}`,
      transaction: path,
    }),
    ...fields,
    id: hash,
    hash,
  };
}

export function linkedOperation(base: string, record: Record<string, unknown>): LinkedRecord {
  const path = `/operations/${record.id}`;
  return {
    _links: links(base, {
      self: path,
      transaction: `/transactions/${record.transaction_hash}`,
      effects: `${path}/effects`,
      succeeds: `/effects?order=desc&cursor=${record.id}`,
      precedes: `/effects?order=asc&cursor=${record.id}`,
    }),
    ...record,
  };
}

export function linkedEffect(base: string, record: Record<string, unknown>): LinkedRecord {
  const operation = String(record.paging_token).split('-')[0];
  return {
    _links: links(base, {
      operation: `/operations/${operation}`,
      succeeds: `/effects?order=desc&cursor=${record.paging_token}`,
      precedes: `/effects?order=asc&cursor=${record.paging_token}`,
    }),
    ...record,
  };
}

export function linkedTrade(base: string, record: Record<string, unknown>): LinkedRecord {
  const operation = String(record.paging_token).split('-')[0];
  return { _links: links(base, { operation: `/operations/${operation}` }), ...record };
}

export function linkedLedger(base: string, ledger: ClosedLedger): LinkedRecord {
  const path = `/ledgers/${ledger.sequence}`;
  return {
    _links: links(base, {
      self: path,
      transactions: pagedPath(`${path}/transactions`),
      operations: pagedPath(`${path}/operations`),
      payments: pagedPath(`${path}/payments`),
      effects: pagedPath(`${path}/effects`),
    }),
    id: ledger.hash,
    paging_token: String(BigInt(ledger.sequence) << 32n),
    hash: ledger.hash,
    prev_hash: ledger.previousHash,
    sequence: ledger.sequence,
    successful_transaction_count: ledger.successful,
    failed_transaction_count: ledger.failed,
    operation_count: ledger.operations,
    tx_set_operation_count: ledger.allOperations,
    closed_at: toTime(ledger.closeSeconds),
    total_coins: formatAmount(BigInt(ledger.totalCoins)),
    fee_pool: formatAmount(BigInt(ledger.feePool)),
    base_fee_in_stroops: ledger.baseFee,
    base_reserve_in_stroops: Number(baseReserve),
    max_tx_set_size: maxTransactions,
    protocol_version: protocolVersion,
    header_xdr: ledger.headerXdr,
  };
}

export function linkedOffer(base: string, offer: Readonly<OfferEntry>, ledger: Ledger): LinkedRecord {
  const modified = ledger.modified('offer', String(offer.id));
  return {
    _links: links(base, { self: `/offers/${offer.id}`, offer_maker: `/accounts/${offer.seller}` }),
    id: String(offer.id),
    paging_token: String(offer.id),
    seller: offer.seller,
    selling: assetFields(offer.selling),
    buying: assetFields(offer.buying),
    amount: formatAmount(offer.amount),
    price_r: offer.price,
    price: formatPrice(offer.price),
    ...modifiedFields(ledger, modified),
  };
}

/** The account as it is, or undefined. */
export function linkedAccount(base: string, account: string, ledger: Ledger): LinkedRecord | undefined {
  const view = ledger.view();
  const entry = view.get('account', account);
  if (entry === undefined) return undefined;
  const path = `/accounts/${account}`;
  const lists = ['transactions', 'operations', 'payments', 'effects', 'offers', 'trades'];
  return {
    _links: links(base, {
      self: path,
      ...Object.fromEntries(lists.map((name) => [name, pagedPath(`${path}/${name}`)])),
      data: `${path}/data/{key}`,
    }),
    id: account,
    account_id: account,
    sequence: String(entry.sequence),
    ...(entry.sequenceLedger > 0 && {
      sequence_ledger: entry.sequenceLedger,
      sequence_time: String(entry.sequenceTime),
    }),
    subentry_count: entry.subentries,
    ...(entry.homeDomain && { home_domain: entry.homeDomain }),
    ...modifiedFields(ledger, ledger.modified('account', account)),
    thresholds: {
      low_threshold: entry.thresholds.low,
      med_threshold: entry.thresholds.medium,
      high_threshold: entry.thresholds.high,
    },
    flags: { auth_required: false, auth_revocable: false, auth_immutable: false, auth_clawback_enabled: false },
    balances: balancesOf(account, ledger),
    signers: [...entry.signers, { key: account, weight: entry.masterWeight }].map(({ key, weight }) => ({
      weight,
      key,
      type: 'ed25519_public_key',
    })),
    data: {},
    num_sponsoring: 0,
    num_sponsored: 0,
    paging_token: account,
  };
}

function balancesOf(account: string, ledger: Ledger): Record<string, unknown>[] {
  const view = ledger.view();
  const lines = [...view.all('line')]
    .filter(([id]) => id.startsWith(`${account}/`))
    .map(([id, line]) => {
      const asset = id.slice(account.length + 1);
      return {
        balance: formatAmount(line.balance),
        limit: formatAmount(line.limit),
        buying_liabilities: formatAmount(line.buying),
        selling_liabilities: formatAmount(line.selling),
        last_modified_ledger: ledger.modified('line', id),
        is_authorized: true,
        is_authorized_to_maintain_liabilities: true,
        is_clawback_enabled: false,
        ...assetFields(asset),
      };
    });
  const entry = view.get('account', account);
  return [
    ...lines.sort((a, b) => (JSON.stringify(issuerOrder(a)) < JSON.stringify(issuerOrder(b)) ? -1 : 1)),
    {
      balance: formatAmount(entry?.balance ?? 0n),
      buying_liabilities: formatAmount(entry?.buying ?? 0n),
      selling_liabilities: formatAmount(entry?.selling ?? 0n),
      ...assetFields('native'),
    },
  ];
}

const issuerOrder = (line: Record<string, unknown>) => [line.asset_code, line.asset_issuer];

function modifiedFields({ history }: Ledger, sequence: number) {
  const closed = history.ledger(sequence);
  return {
    last_modified_ledger: sequence,
    ...(closed && { last_modified_time: toTime(closed.closeSeconds) }),
  };
}
