import { parseUnits } from '@marketplace/core/money';
import { z } from 'zod';

/** One schema per answer of Horizon that we read. Fields that we do not use may change freely. */

/** An amount of seven decimals as units. */
export const amount = z.string().transform((text, context) => {
  const units = parseUnits(text);
  if (units !== undefined) return units;
  context.addIssue('must be an amount of at most seven decimals');
  return z.NEVER;
});
const integer = z.union([z.string().regex(/^\d+$/), z.int().nonnegative()]).transform((value) => BigInt(value));
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const assetFields = { asset_type: z.string(), asset_code: z.string().optional(), asset_issuer: z.string().optional() };
const assetName = (fields: {
  asset_type: string;
  asset_code?: string | undefined;
  asset_issuer?: string | undefined;
}) => (fields.asset_type === 'native' ? 'native' : `${fields.asset_code}:${fields.asset_issuer}`);

export const accountAnswer = z
  .object({
    sequence: integer,
    subentry_count: z.int(),
    num_sponsoring: z.int().default(0),
    num_sponsored: z.int().default(0),
    balances: z.array(
      z.object({
        ...assetFields,
        balance: amount,
        selling_liabilities: amount.optional(),
        limit: amount.optional(),
        is_authorized: z.boolean().optional(),
      }),
    ),
  })
  .transform((account) => ({
    sequence: account.sequence,
    subentries: account.subentry_count + account.num_sponsoring - account.num_sponsored,
    balances: account.balances.map((each) => ({
      asset: assetName(each),
      units: each.balance,
      sellingUnits: each.selling_liabilities ?? 0n,
      limitUnits: each.limit ?? null,
      authorized: each.is_authorized ?? true,
    })),
  }));
export type StellarAccount = z.output<typeof accountAnswer>;

export const pathsAnswer = z
  .object({
    _embedded: z.object({
      records: z.array(
        z.object({ source_amount: amount, destination_amount: amount, path: z.array(z.object(assetFields)) }),
      ),
    }),
  })
  .transform(({ _embedded }) =>
    _embedded.records.map((record) => ({
      sendUnits: record.source_amount,
      receiveUnits: record.destination_amount,
      path: record.path.map(assetName),
    })),
  );

export const feeStatsAnswer = z
  .object({ last_ledger_base_fee: integer, max_fee: z.object({ p90: integer }) })
  .transform((fees) => ({ baseStroops: fees.last_ledger_base_fee, p90Stroops: fees.max_fee.p90 }));

export const ledgersAnswer = z.object({
  _embedded: z.object({ records: z.array(z.object({ sequence: z.int(), closed_at: instant })) }),
});

export const transactionAnswer = z
  .object({
    hash: z.string(),
    ledger: z.int(),
    successful: z.boolean(),
    created_at: instant,
    fee_charged: integer,
    memo: z.string().optional(),
    memo_type: z.string(),
    result_xdr: z.string(),
  })
  .transform((found) => ({
    hash: found.hash,
    ledger: found.ledger,
    successful: found.successful,
    at: found.created_at,
    feeStroops: found.fee_charged,
    resultXdr: found.result_xdr,
  }));
export type LandedTransaction = z.output<typeof transactionAnswer>;

const joined = z.object({ memo: z.string().optional(), memo_type: z.string() });

export const paymentsAnswer = z.object({
  _embedded: z.object({
    records: z.array(
      z.looseObject({
        id: integer,
        type: z.string(),
        transaction_hash: z.string(),
        transaction_successful: z.boolean(),
        created_at: instant,
        transaction: joined.optional(),
      }),
    ),
  }),
});
export type PaymentRecord = z.output<typeof paymentsAnswer>['_embedded']['records'][number];

/** What a payment moved, by its type. */
export const paymentFields = z
  .object({ from: z.string(), to: z.string(), amount, ...assetFields })
  .transform((payment) => ({ from: payment.from, to: payment.to, units: payment.amount, asset: assetName(payment) }));

export const pathPaymentFields = z
  .object({
    from: z.string(),
    to: z.string(),
    amount,
    ...assetFields,
    source_amount: amount,
    source_asset_type: z.string(),
    source_asset_code: z.string().optional(),
    source_asset_issuer: z.string().optional(),
  })
  .transform((payment) => ({
    from: payment.from,
    to: payment.to,
    units: payment.amount,
    asset: assetName(payment),
    sourceUnits: payment.source_amount,
    sourceAsset: assetName({
      asset_type: payment.source_asset_type,
      asset_code: payment.source_asset_code,
      asset_issuer: payment.source_asset_issuer,
    }),
  }));

export const createAccountFields = z.object({ funder: z.string(), account: z.string(), starting_balance: amount });
export const mergeFields = z.object({ account: z.string(), into: z.string() });

export const problemAnswer = z.object({
  type: z.string().default(''),
  title: z.string().default(''),
  extras: z
    .object({
      result_codes: z.object({ transaction: z.string(), operations: z.array(z.string()).optional() }).optional(),
      result_xdr: z.string().optional(),
    })
    .optional(),
});
