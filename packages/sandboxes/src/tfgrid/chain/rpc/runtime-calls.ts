import { AccountId, Bytes, compact, u32, u64, u128 } from '@polkadot-api/substrate-bindings';
import { decodeSigned } from '../extrinsics/signed-extrinsic.ts';
import { feeOf, findInvalidity, invalidity } from '../extrinsics/validity.ts';
import { ss58Prefix } from '../metadata/pallets/frame-pallets.ts';
import { toHex } from '../runtime/codecs.ts';
import type { StateView } from '../state/chain-state.ts';
import { type RpcContext, RpcError } from './protocol.ts';

type RuntimeFunction = (context: RpcContext, args: Uint8Array, view: StateView) => Uint8Array;

const account = AccountId(ss58Prefix);
/** Blocks for which the pool keeps a transaction that says nothing about its life. */
const longevity = 64n;

const functions: Record<string, RuntimeFunction> = {
  // Version 14 only.
  Metadata_metadata_versions: () => Buffer.concat([compact.enc(1), u32.enc(14)]),
  Metadata_metadata: ({ chain }) => Bytes().enc(chain.codecs.metadata),
  AccountNonceApi_account_nonce: ({ chain }, args, view) =>
    u32.enc(chain.storage(view).get('System.Account', account.dec(args.slice(0, 32))).nonce),
  TaggedTransactionQueue_validate_transaction: validateTransaction,
  TransactionPaymentApi_query_info: (_context, args) => {
    const lengthBytes = args.length - 4;
    const weight = Buffer.concat([compact.enc(100_000_000), compact.enc(0)]);
    const normalClass = Buffer.from([0]);
    return Buffer.concat([weight, normalClass, u128.enc(feeOf(lengthBytes))]);
  },
};

/** Answers a runtime function with SCALE bytes. */
export function callRuntime(context: RpcContext, name: string, args: Uint8Array, view: StateView): string {
  const run = functions[name];
  if (!run) throw new RpcError(4003, `Client error: Execution failed: Exported method ${name} is not found`);
  return toHex(run(context, args, view));
}

/** One byte of source, the transaction with its length prefix, and a block hash. */
function validateTransaction(context: RpcContext, args: Uint8Array, view: StateView): Uint8Array {
  const { chain, faults } = context;
  const extrinsic = decodeSigned(toHex(args.slice(1, -32)), chain.codecs);
  if (!extrinsic) return invalid('Call');
  if (faults.refuses(extrinsic.hash, chain.state.best.block.number)) return invalid('ExhaustsResources');
  const reason = findInvalidity(extrinsic, chain.ground(view));
  if (reason) return invalid(reason);
  const { nonce } = chain.storage(view).get('System.Account', extrinsic.account);
  const tagOf = (value: number) => Bytes().enc(Buffer.concat([extrinsic.publicKey, u32.enc(value)]));
  const requires =
    extrinsic.nonce > nonce ? Buffer.concat([compact.enc(1), tagOf(extrinsic.nonce - 1)]) : compact.enc(0);
  const provides = Buffer.concat([compact.enc(1), tagOf(extrinsic.nonce)]);
  const [valid, propagate] = [Buffer.from([0]), Buffer.from([1])];
  return Buffer.concat([valid, u64.enc(extrinsic.tip), requires, provides, u64.enc(longevity), propagate]);
}

function invalid(reason: keyof typeof invalidity): Uint8Array {
  return Buffer.from([1, 0, invalidity[reason]]);
}
