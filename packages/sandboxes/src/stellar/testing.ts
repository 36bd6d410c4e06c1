import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Account,
  Asset,
  Horizon,
  Keypair,
  type Memo,
  Operation,
  type Transaction,
  TransactionBuilder,
  TransactionFailedError,
  type xdr,
} from '@stellar/stellar-sdk';
import { vi } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import { networkPassphrase, tft as tftName, usdc as usdcName } from './network.ts';
import { type StellarOptions, type StellarSandbox, startStellar } from './start-stellar.ts';

const asset = (name: string) => new Asset(...(name.split(':') as [string, string]));
export const usdc = asset(usdcName);
export const tft = asset(tftName);

export interface Harness {
  sandbox: StellarSandbox;
  clock: SandboxClock;
  /** Stellar's own client. */
  server: Horizon.Server;
  /** Key of the funded account. */
  operator: Keypair;
  dataDir: string;
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: Answered }>;
  /** A signed transaction of `from`, with the next sequence number unless one is given. */
  build(from: Keypair, operations: xdr.Operation[], options?: BuildOptions): Promise<Transaction>;
  /** Builds, submits, and gives Horizon's answer. */
  send(from: Keypair, operations: xdr.Operation[], options?: BuildOptions): Promise<Answered>;
  /** A new account with lumens, and lines to USDC and TFT. */
  newAccount(funds?: { xlm?: string; usdc?: string; tft?: string }): Promise<Keypair>;
  balance(account: string, code: string): Promise<string | undefined>;
  /** Stops the process's part and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** JSON as it came. */
export type Answered = ReturnType<typeof JSON.parse>;

export interface BuildOptions {
  fee?: string;
  memo?: Memo;
  sequence?: bigint;
  timebounds?: { minTime: number; maxTime: number };
  signers?: Keypair[];
  passphrase?: string;
}

/** Horizon with fast ledgers, the unmodified client, and an operator with 1,000 XLM and 50,000 USDC. */
export async function startHarness(options: Partial<StellarOptions> = {}): Promise<Harness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stellar-'));
  const clock = options.clock ?? createClock(openState(undefined, 'clock'));
  const operator = Keypair.random();
  const faults: unknown[] = [];
  const start = (port: number) =>
    startStellar({
      dataDir,
      ledgerMs: 20,
      operator: { publicKey: operator.publicKey() },
      onFault: (error) => faults.push(error),
      ...options,
      port,
      clock,
    });
  const harness: Harness = {
    sandbox: await start(0),
    clock,
    server: undefined as unknown as Horizon.Server,
    operator,
    dataDir,
    async control(method, path, body) {
      const request = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const response = await harness.sandbox.control.request(path, request);
      return { status: response.status, body: await response.json() };
    },
    async build(from, operations, { fee = '100', memo, sequence, timebounds, signers = [from], passphrase } = {}) {
      const account = await harness.server.loadAccount(from.publicKey());
      const source = sequence === undefined ? account : new Account(from.publicKey(), String(sequence - 1n));
      const builder = new TransactionBuilder(source, {
        fee,
        memo,
        networkPassphrase: passphrase ?? networkPassphrase,
        timebounds: timebounds ?? { minTime: 0, maxTime: Math.floor(clock.now() / 1000) + 60 },
      });
      for (const operation of operations) builder.addOperation(operation);
      const transaction = builder.build();
      transaction.sign(...signers);
      return transaction;
    },
    async send(from, operations, buildOptions) {
      return harness.server.submitTransaction(await harness.build(from, operations, buildOptions));
    },
    async newAccount({ xlm, usdc: usdcAmount, tft: tftAmount } = {}) {
      const key = Keypair.random();
      const account = key.publicKey();
      await harness.control('POST', '/fund', { account, ...(xlm && { xlm }) });
      await harness.send(key, [Operation.changeTrust({ asset: usdc }), Operation.changeTrust({ asset: tft })]);
      if (usdcAmount ?? tftAmount) {
        await harness.control('POST', '/fund', {
          account,
          ...(usdcAmount && { usdc: usdcAmount }),
          ...(tftAmount && { tft: tftAmount }),
        });
      }
      return key;
    },
    async balance(account, code) {
      const { balances } = await harness.server.loadAccount(account);
      const found = balances.find((line) => ('asset_code' in line ? line.asset_code : 'XLM') === code);
      return found?.balance;
    },
    async restart() {
      const { port } = harness.sandbox;
      await harness.sandbox.close();
      harness.sandbox = await start(port);
      // The client's open connections ended; it notices with the first request on them.
      await vi.waitFor(() => harness.server.root(), 5_000);
    },
    async close() {
      await harness.sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (faults.length > 0) throw new AggregateError(faults, 'the sandbox met faults of its own');
    },
  };
  harness.server = new Horizon.Server(harness.sandbox.url, { allowHttp: true });
  return harness;
}

/** Horizon's result codes of a submission that fails. */
export async function codesOf(submission: Promise<unknown>): Promise<Answered> {
  const error = await failureOf(submission);
  if (!(error instanceof TransactionFailedError)) throw error;
  return error.getResultCodes();
}

/** The error a promise ends with; fails when it succeeds. */
export async function failureOf(promise: Promise<unknown>): Promise<Answered> {
  return promise.then(
    () => {
      throw new Error('expected a refusal');
    },
    (error: unknown) => error,
  );
}
