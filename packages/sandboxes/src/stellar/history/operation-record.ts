import { formatAmount } from '../ledger/amounts.ts';
import { assetFields, issuerOf } from '../ledger/assets.ts';
import type { Price } from '../ledger/entries.ts';
import type { Body, OperationBodies, OrderTerms, Party } from '../operations/operation.ts';
import type { Success } from '../operations/outcome.ts';

/** Horizon's name and number of each operation. */
export const operationTypes = {
  createAccount: ['create_account', 0],
  payment: ['payment', 1],
  pathPaymentStrictReceive: ['path_payment_strict_receive', 2],
  manageSellOffer: ['manage_sell_offer', 3],
  setOptions: ['set_options', 5],
  changeTrust: ['change_trust', 6],
  manageBuyOffer: ['manage_buy_offer', 12],
  pathPaymentStrictSend: ['path_payment_strict_send', 13],
} as const satisfies Record<Body['type'], readonly [string, number]>;

/** Operations that Horizon lists among payments. */
export const paymentTypes: ReadonlySet<string> = new Set([
  'createAccount',
  'payment',
  'pathPaymentStrictReceive',
  'pathPaymentStrictSend',
]);

/** What Horizon says of an operation beyond its frame; `success` is absent for one that failed. */
export function operationDetails(body: Body, source: Party, success: Success | undefined): Record<string, unknown> {
  switch (body.type) {
    case 'createAccount':
      return {
        starting_balance: formatAmount(body.startingBalance),
        ...partyFields('funder', source),
        account: body.destination,
      };
    case 'payment':
      return { ...assetFields(body.asset), ...fromTo(source, body.destination), amount: formatAmount(body.amount) };
    case 'pathPaymentStrictSend':
    case 'pathPaymentStrictReceive':
      return pathDetails(body, source, success);
    case 'manageSellOffer':
      return { amount: formatAmount(body.amount), ...orderDetails(body) };
    case 'manageBuyOffer':
      return { amount: formatAmount(body.buyAmount), ...orderDetails(body) };
    case 'changeTrust':
      return {
        ...assetFields(body.asset),
        limit: formatAmount(body.limit),
        trustee: issuerOf(body.asset),
        ...partyFields('trustor', source),
      };
    case 'setOptions':
      return optionDetails(body);
  }
}

/** Every account that an operation names. */
export function operationAccounts(body: Body, source: Party): string[] {
  if (body.type === 'createAccount') return [source.account, body.destination];
  return 'destination' in body ? [source.account, body.destination.account] : [source.account];
}

/** `n/d` with seven decimals. */
export function formatPrice({ n, d }: Price): string {
  const units = (BigInt(n) * 20_000_000n + BigInt(d)) / (2n * BigInt(d));
  return formatAmount(units);
}

function pathDetails(
  body:
    | ({ type: 'pathPaymentStrictSend' } & OperationBodies['pathPaymentStrictSend'])
    | ({
        type: 'pathPaymentStrictReceive';
      } & OperationBodies['pathPaymentStrictReceive']),
  source: Party,
  success: Success | undefined,
) {
  const paid = success !== undefined && 'last' in success ? success : undefined;
  const isSend = body.type === 'pathPaymentStrictSend';
  return {
    ...assetFields(body.destinationAsset),
    ...fromTo(source, body.destination),
    amount: formatAmount(isSend ? (paid?.last.amount ?? 0n) : body.destinationAmount),
    path: body.path.map((asset) => assetFields(asset)),
    source_amount: formatAmount(isSend ? body.sendAmount : (paid?.sourceAmount ?? 0n)),
    ...(isSend ? { destination_min: formatAmount(body.destinationMin) } : { source_max: formatAmount(body.sendMax) }),
    ...assetFields(body.send, 'source_'),
  };
}

function orderDetails({ selling, buying, price, offerId }: OrderTerms) {
  return {
    price: formatPrice(price),
    price_r: price,
    ...assetFields(buying, 'buying_'),
    ...assetFields(selling, 'selling_'),
    offer_id: String(offerId),
  };
}

function optionDetails({ masterWeight, low, medium, high, homeDomain, signer }: OperationBodies['setOptions']) {
  return {
    home_domain: homeDomain,
    master_key_weight: masterWeight,
    low_threshold: low,
    med_threshold: medium,
    high_threshold: high,
    signer_key: signer?.key,
    signer_weight: signer?.weight,
  };
}

const fromTo = (source: Party, destination: Party) => ({
  ...partyFields('from', source),
  ...partyFields('to', destination),
});

export function partyFields(name: string, { account, muxed }: Party): Record<string, string> {
  return { [name]: account, ...(muxed && { [`${name}_muxed`]: muxed.address, [`${name}_muxed_id`]: muxed.id }) };
}
