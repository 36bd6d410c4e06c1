import { formatUnits } from '@marketplace/core/money';
import type { SwapTerms } from '@marketplace/core/treasury';
import type { Asset as StellarLibraryAsset, Transaction, xdr } from '@stellar/stellar-sdk/base';

/** Which network, and what its assets are called; issuers are configuration, keyed by network. */
export interface StellarNetwork {
  passphrase: string;
  /** `CODE:ISSUER`. */
  usdc: string;
  tft: string;
  /** Where TFT for the grid's chain is deposited. */
  bridgeVault: string;
}

export interface EnvelopeFrame {
  account: string;
  /** Of the account as it stands: the transaction takes the next. */
  sequence: bigint;
  feeStroops: bigint;
  maxTimeSeconds: number;
}

export interface BuiltEnvelope {
  xdr: string;
  hash: string;
  sequence: bigint;
}

/** The library takes long to load: only what builds or reads a transaction asks for it. */
const library = () => import('@stellar/stellar-sdk/base');

/** One operation: USDC for TFT, to the account itself. */
export async function swapEnvelope(
  network: StellarNetwork,
  frame: EnvelopeFrame,
  terms: SwapTerms,
): Promise<BuiltEnvelope> {
  const { Operation, Asset } = await library();
  const named = assetOf(Asset);
  const common = {
    sendAsset: named(network.usdc),
    destAsset: named(network.tft),
    destination: frame.account,
    path: terms.path.map(named),
  };
  const operation =
    terms.mode === 'spend'
      ? Operation.pathPaymentStrictSend({
          ...common,
          sendAmount: formatUnits(terms.sendUnits),
          destMin: formatUnits(terms.receiveUnits),
        })
      : Operation.pathPaymentStrictReceive({
          ...common,
          sendMax: formatUnits(terms.sendUnits),
          destAmount: formatUnits(terms.receiveUnits),
        });
  return build(network, frame, operation);
}

/** Exactly one payment: the bridge passes over any transaction with another operation, and gives nothing back. */
export async function depositEnvelope(
  network: StellarNetwork,
  frame: EnvelopeFrame,
  { units, memo }: { units: bigint; memo: string },
): Promise<BuiltEnvelope> {
  const { Operation, Asset } = await library();
  const operation = Operation.payment({
    destination: network.bridgeVault,
    asset: assetOf(Asset)(network.tft),
    amount: formatUnits(units),
  });
  return build(network, frame, operation, memo);
}

async function build(
  { passphrase }: StellarNetwork,
  { account, sequence, feeStroops, maxTimeSeconds }: EnvelopeFrame,
  operation: xdr.Operation,
  memo?: string,
): Promise<BuiltEnvelope> {
  const { Account, Memo, TransactionBuilder } = await library();
  const builder = new TransactionBuilder(new Account(account, String(sequence)), {
    fee: String(feeStroops),
    networkPassphrase: passphrase,
    timebounds: { minTime: 0, maxTime: maxTimeSeconds },
  }).addOperation(operation);
  if (memo !== undefined) builder.addMemo(Memo.text(memo));
  const transaction = builder.build();
  return { xdr: transaction.toXdr(), hash: hashOf(transaction), sequence: sequence + 1n };
}

/** Whether a signed envelope is exactly the stored transaction, with at least one signature of its account. */
export async function checkSignedEnvelope(
  { passphrase }: Pick<StellarNetwork, 'passphrase'>,
  signedXdr: string,
  expected: { hash: string; account: string },
): Promise<'fine' | 'unreadable' | 'other_transaction' | 'not_signed'> {
  const { Keypair, Transaction } = await library();
  let transaction: Transaction;
  try {
    transaction = new Transaction(signedXdr, passphrase);
    if (hashOf(transaction) !== expected.hash) return 'other_transaction';
  } catch {
    return 'unreadable';
  }
  const key = Keypair.fromPublicKey(expected.account);
  const hash = transaction.hash();
  const signed = transaction.signatures.some(({ signature }) => {
    try {
      return key.verify(hash, signature.value);
    } catch {
      return false;
    }
  });
  return signed ? 'fine' : 'not_signed';
}

const hashOf = (transaction: Transaction): string => Buffer.from(transaction.hash()).toString('hex');

const assetOf =
  (Asset: typeof StellarLibraryAsset) =>
  (name: string): StellarLibraryAsset => {
    const [code = '', issuer = ''] = name.split(':');
    return name === 'native' ? Asset.native() : new Asset(code, issuer);
  };
