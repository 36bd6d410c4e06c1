import { type Execution, moduleError } from '../execution.ts';
import { handler } from '../handler.ts';
import { sameBytes } from '../text.ts';
import type { StellarSignature } from '../values.ts';
import { requireValidator } from './bridge-validator.ts';

const pallet = 'TFTBridgeModule';
const refuse = (name: string) => moduleError(pallet, name);

interface SignatureArgs extends StellarSignature {
  sequence_number: bigint;
}

/** What validators sign before TFT leaves the vault on Stellar: payments for burnt TFT, and refunds of deposits. */
export const signedBridgeCalls = {
  propose_burn_transaction_or_add_sig: handler<
    { transaction_id: bigint; target: Uint8Array; amount: bigint } & SignatureArgs
  >((chain, origin, { transaction_id, target, amount, ...signature }) => {
    requireValidator(chain, origin);
    if (chain.has('TFTBridgeModule.ExecutedBurnTransactions', transaction_id)) {
      throw refuse('BurnTransactionAlreadyExecuted');
    }
    const burn = chain.get('TFTBridgeModule.BurnTransactions', transaction_id);
    if (!burn) throw refuse('BurnTransactionNotExists');
    if (burn.amount !== amount || !sameBytes(burn.target, target)) throw refuse('WrongParametersProvided');
    const signed = addSignature(chain, burn, signature, 'Burn');
    chain.set('TFTBridgeModule.BurnTransactions', [transaction_id], signed);
    chain.emit(pallet, 'BurnTransactionSignatureAdded', [transaction_id, plain(signature)]);
    if (isReady(chain, signed)) chain.emit(pallet, 'BurnTransactionReady', transaction_id);
  }),
  set_burn_transaction_executed: handler<{ transaction_id: bigint }>((chain, origin, { transaction_id }) => {
    requireValidator(chain, origin);
    const burn = chain.get('TFTBridgeModule.BurnTransactions', transaction_id);
    if (!burn) throw refuse('BurnTransactionNotExists');
    chain.remove('TFTBridgeModule.BurnTransactions', transaction_id);
    chain.set('TFTBridgeModule.ExecutedBurnTransactions', [transaction_id], burn);
    chain.emit(pallet, 'BurnTransactionProcessed', burn);
  }),
  create_refund_transaction_or_add_sig: handler<
    { tx_hash: Uint8Array; target: Uint8Array; amount: bigint } & SignatureArgs
  >((chain, origin, { tx_hash, target, amount, ...signature }) => {
    requireValidator(chain, origin);
    const isNew = !chain.has('TFTBridgeModule.RefundTransactions', tx_hash);
    const refund = isNew
      ? { block: chain.blockNumber, amount, target, tx_hash, signatures: [], sequence_number: 0n }
      : chain.get('TFTBridgeModule.RefundTransactions', tx_hash);
    const signed = addSignature(chain, refund, signature, 'Refund');
    chain.set('TFTBridgeModule.RefundTransactions', [tx_hash], signed);
    chain.emit(pallet, 'RefundTransactionsignatureAdded', [tx_hash, plain(signature)]);
    if (isReady(chain, signed)) chain.emit(pallet, 'RefundTransactionReady', tx_hash);
    if (isNew) chain.emit(pallet, 'RefundTransactionCreated', [tx_hash, target, amount]);
  }),
  set_refund_transaction_executed: handler<{ tx_hash: Uint8Array }>((chain, origin, { tx_hash }) => {
    requireValidator(chain, origin);
    if (chain.has('TFTBridgeModule.ExecutedRefundTransactions', tx_hash)) {
      throw refuse('RefundTransactionAlreadyExecuted');
    }
    if (!chain.has('TFTBridgeModule.RefundTransactions', tx_hash)) throw refuse('RefundTransactionNotExists');
    const refund = chain.get('TFTBridgeModule.RefundTransactions', tx_hash);
    chain.remove('TFTBridgeModule.RefundTransactions', tx_hash);
    chain.set('TFTBridgeModule.ExecutedRefundTransactions', [tx_hash], refund);
    chain.emit(pallet, 'RefundTransactionProcessed', refund);
  }),
};

function addSignature<Signed extends { signatures: StellarSignature[]; sequence_number: bigint }>(
  chain: Execution,
  signed: Signed,
  { sequence_number, ...signature }: SignatureArgs,
  kind: 'Burn' | 'Refund',
): Signed {
  if (isReady(chain, signed)) throw refuse(`Enough${kind}SignaturesPresent`);
  const known = signed.signatures.some(({ stellar_pub_key }) => sameBytes(stellar_pub_key, signature.stellar_pub_key));
  if (known) throw refuse(`${kind}SignatureExists`);
  return { ...signed, sequence_number, signatures: [...signed.signatures, plain(signature)] };
}

/** More than half of the validators have signed. */
function isReady(chain: Execution, { signatures }: { signatures: StellarSignature[] }): boolean {
  return signatures.length >= Math.floor(chain.get('TFTBridgeModule.Validators').length / 2) + 1;
}

const plain = ({ signature, stellar_pub_key }: StellarSignature): StellarSignature => ({ signature, stellar_pub_key });
