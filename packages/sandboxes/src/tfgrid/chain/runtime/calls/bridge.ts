import { credit, debit, usableBalance } from '../accounts.ts';
import { type Execution, moduleError } from '../execution.ts';
import { handler } from '../handler.ts';
import type { MintTransaction } from '../values.ts';
import { signedBridgeCalls } from './bridge-signatures.ts';
import { requireValidator } from './bridge-validator.ts';

const pallet = 'TFTBridgeModule';
const refuse = (name: string) => moduleError(pallet, name);
// A strkey of kind ed25519 public key.
const stellarAddress = /^G[A-Z2-7]{55}$/;

export const bridgeCalls = {
  ...signedBridgeCalls,
  /** The sandbox has one validator, so that its vote completes the deposit. */
  propose_or_vote_mint_transaction: handler<{ transaction: Uint8Array; target: string; amount: bigint }>(
    (chain, origin, { transaction, target, amount }) => {
      requireValidator(chain, origin);
      if (chain.has('TFTBridgeModule.ExecutedMintTransactions', transaction))
        throw refuse('MintTransactionAlreadyExecuted');
      const fee = chain.get('TFTBridgeModule.DepositFee');
      if (amount <= fee) throw refuse('AmountIsLessThanDepositFee');
      const mint: MintTransaction = { amount, target, block: chain.blockNumber, votes: 1 };
      chain.emit(pallet, 'MintTransactionProposed', [transaction, target, amount]);
      chain.emit(pallet, 'MintTransactionVoted', transaction);
      issue(chain, target, amount - fee);
      const feeAccount = chain.get('TFTBridgeModule.FeeAccount');
      if (feeAccount) issue(chain, feeAccount, fee);
      chain.set('TFTBridgeModule.ExecutedMintTransactions', [transaction], mint);
      chain.emit(pallet, 'MintCompleted', [mint, transaction]);
    },
  ),
  swap_to_stellar: handler<{ target_stellar_address: Uint8Array; amount: bigint }>((chain, origin, args) => {
    const target = args.target_stellar_address;
    if (!stellarAddress.test(Buffer.from(target).toString('latin1'))) throw refuse('InvalidStellarPublicKey');
    const fee = chain.get('TFTBridgeModule.WithdrawFee');
    if (args.amount <= fee) throw refuse('AmountIsLessThanWithdrawFee');
    if (args.amount > usableBalance(chain, origin.account)) throw refuse('NotEnoughBalanceToSwap');
    const id = chain.get('TFTBridgeModule.BurnTransactionID') + 1n;
    const amount = args.amount - fee;
    debit(chain, origin.account, args.amount);
    chain.emit('Balances', 'Withdraw', { who: origin.account, amount: args.amount });
    chain.set('Balances.TotalIssuance', [], chain.get('Balances.TotalIssuance') - amount);
    const feeAccount = chain.get('TFTBridgeModule.FeeAccount');
    if (feeAccount) credit(chain, feeAccount, fee);
    chain.set('TFTBridgeModule.BurnTransactionID', [], id);
    chain.set('TFTBridgeModule.BurnTransactions', [id], {
      block: chain.blockNumber,
      amount,
      source: origin.account,
      target,
      signatures: [],
      sequence_number: 0n,
    });
    chain.emit(pallet, 'BurnTransactionCreated', [id, origin.account, target, amount]);
  }),
};

function issue(chain: Execution, account: string, units: bigint): void {
  if (units === 0n) return;
  credit(chain, account, units);
  chain.set('Balances.TotalIssuance', [], chain.get('Balances.TotalIssuance') + units);
  chain.emit('Balances', 'Deposit', { who: account, amount: units });
}
