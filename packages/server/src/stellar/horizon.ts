import { formatUnits } from '@marketplace/core/money';
import type { QuotedPath, SwapOrder } from '@marketplace/core/treasury';
import type { z } from 'zod';
import { StellarAnswerInvalid, StellarUnavailable } from './errors.ts';
import {
  accountAnswer,
  feeStatsAnswer,
  type LandedTransaction,
  ledgersAnswer,
  type PaymentRecord,
  pathsAnswer,
  paymentsAnswer,
  problemAnswer,
  type StellarAccount,
  transactionAnswer,
} from './horizon-schemas.ts';

/** What Horizon says of a transaction that was handed in. */
export type PostOutcome =
  | { kind: 'landed'; transaction: LandedTransaction }
  /** Refused or failed; the code is that of the first operation that failed, else of the transaction. */
  | { kind: 'rejected'; code: string }
  /** No answer, or one that says nothing about the outcome. */
  | { kind: 'unknown'; reason: string };

/** Horizon's HTTP interface, as far as the treasury needs it. Every failure is a StellarUnavailable or StellarAnswerInvalid. */
export interface Horizon {
  /** Undefined while nobody has funded it. */
  account(address: string): Promise<StellarAccount | undefined>;
  quote(order: SwapOrder, assets: { send: string; receive: string }): Promise<QuotedPath[]>;
  fees(): Promise<{ baseStroops: bigint; p90Stroops: bigint }>;
  latestLedger(): Promise<{ sequence: number; closedAt: Date }>;
  /** Undefined when no ledger has it. */
  transaction(hash: string): Promise<LandedTransaction | undefined>;
  /** Never throws: an unknown outcome is an outcome. */
  post(envelopeXdr: string): Promise<PostOutcome>;
  /** Oldest first from behind the cursor; failed ones are left out. */
  payments(address: string, cursor: bigint, limit: number): Promise<PaymentRecord[]>;
  /** Where the account's payments end now; zero without any. */
  lastPayment(address: string): Promise<bigint>;
}

export function createHorizon({ url, deadlineMs = 15_000 }: { url: string; deadlineMs?: number }): Horizon {
  const base = url.replace(/\/$/, '');
  const ask = async (path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> => {
    try {
      const response = await fetch(`${base}${path}`, { ...init, signal: AbortSignal.timeout(deadlineMs) });
      return { status: response.status, body: await response.json() };
    } catch (cause) {
      throw new StellarUnavailable(`Horizon did not answer ${path.split('?')[0]}`, { cause });
    }
  };
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const { status, body } = await ask(path);
    if (status === 404) return undefined;
    if (status !== 200) throw new StellarUnavailable(`Horizon answered ${status} to ${path.split('?')[0]}`);
    return parse(path, schema, body);
  };
  const must = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const found = await read(path, schema);
    if (found === undefined) throw new StellarAnswerInvalid(`Horizon has nothing at ${path.split('?')[0]}`);
    return found;
  };
  const paymentsOf = async (address: string, query: string) => {
    const found = await read(`/accounts/${address}/payments?join=transactions&${query}`, paymentsAnswer);
    return found?._embedded.records ?? [];
  };
  return {
    account: (address) => read(`/accounts/${address}`, accountAnswer),
    quote: (order, assets) => must(pathsPath(order, assets), pathsAnswer),
    fees: () => must('/fee_stats', feeStatsAnswer),
    async latestLedger() {
      const { _embedded } = await must('/ledgers?order=desc&limit=1', ledgersAnswer);
      const [latest] = _embedded.records;
      if (latest === undefined) throw new StellarAnswerInvalid('Horizon knows no ledger');
      return { sequence: latest.sequence, closedAt: latest.closed_at };
    },
    transaction: (hash) => read(`/transactions/${hash}`, transactionAnswer),
    async post(envelopeXdr) {
      try {
        return outcomeOf(
          await ask('/transactions', { method: 'POST', body: new URLSearchParams({ tx: envelopeXdr }) }),
        );
      } catch (error) {
        return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
      }
    },
    payments: (address, cursor, limit) => paymentsOf(address, `order=asc&cursor=${cursor}&limit=${limit}`),
    lastPayment: async (address) => (await paymentsOf(address, 'order=desc&limit=1'))[0]?.id ?? 0n,
  };
}

function outcomeOf({ status, body }: { status: number; body: unknown }): PostOutcome {
  if (status === 200) return { kind: 'landed', transaction: parse('/transactions', transactionAnswer, body) };
  const problem = problemAnswer.safeParse(body);
  const codes = problem.success ? problem.data.extras?.result_codes : undefined;
  if (status === 400 && codes !== undefined) return { kind: 'rejected', code: tellingCode(codes) };
  if (status === 400) return { kind: 'rejected', code: 'tx_malformed' };
  return { kind: 'unknown', reason: `Horizon answered ${status}` };
}

/** The operation that failed says more than `tx_failed`. */
const tellingCode = (codes: { transaction: string; operations?: string[] | undefined }): string =>
  codes.operations?.find((code) => code !== 'op_success') ?? codes.transaction;

function pathsPath({ mode, units }: SwapOrder, { send, receive }: { send: string; receive: string }): string {
  const query =
    mode === 'spend'
      ? { ...assetQuery('source_', send), source_amount: formatUnits(units), destination_assets: receive }
      : { ...assetQuery('destination_', receive), destination_amount: formatUnits(units), source_assets: send };
  return `/paths/strict-${mode === 'spend' ? 'send' : 'receive'}?${new URLSearchParams(query)}`;
}

function assetQuery(prefix: string, name: string): Record<string, string> {
  const [code = '', issuer = ''] = name.split(':');
  const type = code.length > 4 ? 'credit_alphanum12' : 'credit_alphanum4';
  return { [`${prefix}asset_type`]: type, [`${prefix}asset_code`]: code, [`${prefix}asset_issuer`]: issuer };
}

function parse<T>(path: string, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new StellarAnswerInvalid(`Horizon's answer to ${path.split('?')[0]} is not as expected`, {
      cause: parsed.error,
    });
  return parsed.data;
}
