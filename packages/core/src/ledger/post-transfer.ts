import { formatUnits } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';
import { accountKey, isGuarded } from './account.ts';
import { isStatementLine, type Transfer } from './transfer.ts';

/** A guarded account as it stands under its lock. */
export interface GuardedState {
  balance: bigint;
  statementBalance: bigint;
  version: bigint;
}

export interface PostedEntry {
  key: string;
  units: bigint;
  /** Absent on system accounts. */
  after?: GuardedState;
  statementLine: boolean;
}

export type PostingRefusal = Refusal<'insufficient_balance'>;

/**
 * Decides the entries of a transfer against the present state of its guarded accounts (by account key).
 * Refuses when an enforced floor would be passed; throws when the transfer itself is malformed.
 */
export function decidePosting(
  transfer: Transfer,
  guarded: ReadonlyMap<string, GuardedState>,
): PostedEntry[] | PostingRefusal {
  assertWellFormed(transfer);
  const line = isStatementLine(transfer.kind);
  const posted: PostedEntry[] = [];
  for (const { account, units } of transfer.entries) {
    const key = accountKey(account);
    if (!isGuarded(account)) {
      posted.push({ key, units, statementLine: false });
      continue;
    }
    const before = guarded.get(key);
    if (!before) throw new Error(`guarded account ${key} was not loaded`);
    const balance = before.balance + units;
    // Only what takes money is held to the floor: a person in debt may still be credited.
    if (transfer.floor === 'enforce' && units < 0n && balance < 0n) return tooLittle(before.balance, -units);
    const isLine = line && account.kind === 'available';
    const statementBalance = isLine ? before.statementBalance + units : before.statementBalance;
    posted.push({
      key,
      units,
      after: { balance, statementBalance, version: before.version + 1n },
      statementLine: isLine,
    });
  }
  return posted;
}

function tooLittle(available: bigint, needed: bigint): PostingRefusal {
  const missing = needed - available;
  return refuse(
    'insufficient_balance',
    `This needs ${formatUnits(needed)} USD available; ${formatUnits(available)} USD is there. ${formatUnits(missing)} USD is missing.`,
    {
      needed: { currency: 'USD', amount: formatUnits(needed) },
      available: { currency: 'USD', amount: formatUnits(available) },
      missing: { currency: 'USD', amount: formatUnits(missing) },
    },
  );
}

function assertWellFormed(transfer: Transfer) {
  if (transfer.entries.length < 2) throw new Error('a transfer has at least two entries');
  const sums = new Map<string, bigint>();
  const seen = new Set<string>();
  for (const { account, units } of transfer.entries) {
    if (units === 0n) throw new Error('an entry moves something');
    const key = accountKey(account);
    if (seen.has(key)) throw new Error(`account ${key} stands twice in one transfer`);
    seen.add(key);
    sums.set(account.asset, (sums.get(account.asset) ?? 0n) + units);
  }
  for (const [asset, sum] of sums) if (sum !== 0n) throw new Error(`entries in ${asset} sum to ${sum}, not to zero`);
}
