import type { Deposit } from './read-deposits.ts';

/** What the bridge does with a transaction that its vault was part of, and why. */
export type Verdict =
  | { action: 'skip'; because: string }
  | { action: 'refund'; because: string; to: string; units: bigint }
  | { action: 'mint'; target: Uint8Array; units: bigint };

export interface Owners {
  accountKeyOfTwin(twinId: number): Uint8Array | undefined;
  /** Twin that owns a farm or a node. */
  twinOfFarm(farmId: number): number | undefined;
  twinOfNode(nodeId: number): number | undefined;
}

/**
 * The daemon's order of checks. A transaction with any operation but payments is passed over as a whole: nothing is
 * minted and nothing comes back. Several payments of one sender count as one deposit.
 */
export function judgeDeposit(deposit: Deposit, depositFeeUnits: bigint, owners: Owners): Verdict {
  const { onlyPayments, received, memo } = deposit;
  const [first, ...others] = received;
  if (!onlyPayments) return { action: 'skip', because: 'an operation is not a payment' };
  if (first === undefined) return { action: 'skip', because: 'it brings no TFT' };
  const refund = (because: string): Verdict => ({ action: 'refund', because, to: first.from, units: first.units });
  if (others.length > 0) return refund('there are several senders');
  if (!memo.value) return refund('there is no memo');
  if (memo.type === 'return') return { action: 'skip', because: 'it is a refund itself' };
  if (first.units <= depositFeeUnits) return refund('the amount does not cover the fee');
  const target = resolveMemo(memo.value, owners);
  if (target === undefined) return refund('the memo names nobody');
  return { action: 'mint', target, units: first.units };
}

/** `twin_7`, `farm_7` or `node_7`: the account of the twin, or of the twin that owns the farm or node. */
function resolveMemo(memo: string, owners: Owners): Uint8Array | undefined {
  const [object, id, ...rest] = memo.split('_');
  if (rest.length > 0 || id === undefined || !/^[+-]?\d{1,9}$/.test(id)) return undefined;
  const twinId = twinOf(object, Number(id), owners);
  return twinId === undefined ? undefined : owners.accountKeyOfTwin(twinId);
}

function twinOf(object: string | undefined, id: number, owners: Owners): number | undefined {
  if (object === 'twin') return id;
  if (object === 'farm') return owners.twinOfFarm(id);
  return object === 'node' ? owners.twinOfNode(id) : undefined;
}
