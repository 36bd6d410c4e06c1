import type { xdr } from '@stellar/stellar-sdk/base';

export interface SwapAmounts {
  spentUnits: bigint;
  deliveredUnits: bigint;
}

/**
 * What a swap really moved, read from the transaction's own result: the last payment is what arrived, and the claims on
 * offers and pools that took the sent asset are what it cost.
 */
export async function swapAmounts(resultXdr: string, sendAsset: string): Promise<SwapAmounts> {
  const { Asset } = await import('@stellar/stellar-sdk/base');
  const { success } = await firstOperation(resultXdr);
  const named = (asset: xdr.Asset) => {
    const known = Asset.fromOperation(asset);
    return known.isNative() ? 'native' : `${known.getCode()}:${known.getIssuer()}`;
  };
  let spentUnits = 0n;
  for (const claim of success.offers)
    if (named(claim.value.assetBought) === sendAsset) spentUnits += claim.value.amountBought;
  return { spentUnits, deliveredUnits: success.last.amount };
}

async function firstOperation(resultXdr: string) {
  const { xdr } = await import('@stellar/stellar-sdk/base');
  const { result } = xdr.TransactionResult.fromXdr(resultXdr, 'base64');
  if (result.type !== 'txSuccess') throw new Error('the transaction did not succeed');
  const inner = result.results[0];
  if (inner?.type !== 'opInner') throw new Error('the result has no operation');
  const { value } = inner;
  if (value.type !== 'pathPaymentStrictSend' && value.type !== 'pathPaymentStrictReceive')
    throw new Error(`a swap ended as ${value.type}`);
  const outcome = value.value;
  if (outcome.type !== 'pathPaymentStrictSendSuccess' && outcome.type !== 'pathPaymentStrictReceiveSuccess')
    throw new Error('the swap did not succeed');
  return { success: outcome.value };
}

/** Horizon's name for why a transaction failed, read from its result. */
export async function failureCode(resultXdr: string): Promise<string> {
  const { xdr } = await import('@stellar/stellar-sdk/base');
  const plain = JSON.parse(
    JSON.stringify(xdr.TransactionResult.fromXdr(resultXdr, 'base64'), (_, part) =>
      typeof part === 'bigint' ? String(part) : part,
    ),
  ) as { result: Record<string, unknown> | string };
  if (typeof plain.result === 'string') return plain.result.startsWith('tx_') ? plain.result : `tx_${plain.result}`;
  const [operation] = Object.values(plain.result)[0] as [unknown];
  return operationCode(operation);
}

const renamed: Record<string, string> = {
  under_destmin: 'under_dest_min',
  over_sendmax: 'over_source_max',
  offer_cross_self: 'cross_self',
};

/** `{op_inner: {payment: 'underfunded'}}` is `op_underfunded`. */
function operationCode(operation: unknown): string {
  if (typeof operation === 'string') return operation.startsWith('op_') ? operation : `op_${operation}`;
  const inner = Object.values((operation as { op_inner: Record<string, unknown> }).op_inner)[0];
  const name = typeof inner === 'string' ? inner : (Object.keys(inner as object)[0] ?? 'unknown');
  return `op_${renamed[name] ?? name}`;
}
