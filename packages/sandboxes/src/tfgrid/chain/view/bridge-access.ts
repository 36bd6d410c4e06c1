import type { ChainAccess } from '../access.ts';
import { bridgeValidator, toAddress, toPublicKey } from '../addresses.ts';
import type { Chain } from '../blocks/chain.ts';
import type { BridgeAccess, OpenBurn, StellarVote } from '../bridge-access.ts';
import { toBytes, toText } from '../runtime/text.ts';

/** The chain as the bridge sees it. The one validator of the sandbox makes its calls without a key. */
export function createBridgeAccess(chain: Chain, onEvent: ChainAccess['onEvent']): BridgeAccess {
  const send = (call: string, value: unknown) =>
    chain.callInNextBlock(
      { account: bridgeValidator, authority: true },
      { type: 'TFTBridgeModule', value: { type: call, value } },
    );
  const vote = ({ signature, signer, sequence }: StellarVote) => ({
    signature,
    stellar_pub_key: toBytes(signer),
    sequence_number: sequence,
  });
  return {
    depositFeeUnits: () => chain.storage().get('TFTBridgeModule.DepositFee'),
    isMinted: (id) => chain.storage().has('TFTBridgeModule.ExecutedMintTransactions', toBytes(id)),
    isRefunded: (id) => chain.storage().has('TFTBridgeModule.ExecutedRefundTransactions', toBytes(id)),
    openBurns: () => openBurns(chain),
    onBurn: (listener) =>
      onEvent(({ name, finalized }) => {
        if (finalized && name === 'BurnTransactionCreated') listener();
      }),
    mint: (id, publicKey, grossUnits) =>
      send('propose_or_vote_mint_transaction', {
        transaction: toBytes(id),
        target: toAddress(publicKey),
        amount: grossUnits,
      }),
    signBurn: ({ id, target, units }, signature) =>
      send('propose_burn_transaction_or_add_sig', {
        transaction_id: id,
        target: toBytes(target),
        amount: units,
        ...vote(signature),
      }),
    closeBurn: (id) => send('set_burn_transaction_executed', { transaction_id: id }),
    signRefund: ({ id, target, units }, signature) =>
      send('create_refund_transaction_or_add_sig', {
        tx_hash: toBytes(id),
        target: toBytes(target),
        amount: units,
        ...vote(signature),
      }),
    closeRefund: (id) => send('set_refund_transaction_executed', { tx_hash: toBytes(id) }),
  };
}

function openBurns(chain: Chain): OpenBurn[] {
  const item = 'TFTBridgeModule.BurnTransactions';
  const view = chain.state.best;
  return view
    .keys(chain.codecs.storagePrefix(item))
    .flatMap((key): OpenBurn[] => {
      const burn = chain.codecs.decode(item, key, view.get(key));
      const [id] = chain.codecs.keysOf(item, key);
      if (burn === undefined) return [];
      const source = burn.source === undefined ? undefined : toPublicKey(burn.source);
      const signed = burn.signatures.length > 0;
      return [{ id, target: toText(burn.target), units: burn.amount, source, signed }];
    })
    .sort((a, b) => Number(a.id - b.id));
}
