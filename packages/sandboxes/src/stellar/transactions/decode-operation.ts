import { encodeMuxedAccountToAddress, extractBaseAddress, StrKey } from '@stellar/stellar-sdk/base';
import * as xdr from '@stellar/stellar-sdk/xdr';
import { assetName } from '../ledger/assets.ts';
import type { Body, Operation, Party, SetOptions } from '../operations/operation.ts';

/** One operation of an envelope as plain values. */
export function decodeOperation(operation: xdr.Operation): Operation {
  const source = operation.sourceAccount === null ? {} : { source: partyOf(operation.sourceAccount) };
  const body = decodeBody(operation.body);
  if (body !== undefined) return { ...source, ...body };
  const { type } = operation.body;
  return { ...source, type: 'unsupported', name: type, number: xdr.OperationType.fromName(type).value };
}

export function partyOf(account: xdr.MuxedAccount): Party {
  const address = encodeMuxedAccountToAddress(account);
  if (account.type === 'keyTypeEd25519') return { account: address };
  return { account: extractBaseAddress(address), muxed: { address, id: String(account.med25519.id) } };
}

export const addressOf = (key: xdr.PublicKey): string => StrKey.encodeEd25519PublicKey(key.value.toBytes());

function decodeBody(body: xdr.OperationBody): Body | undefined {
  switch (body.type) {
    case 'createAccount': {
      const { destination, startingBalance } = body.value;
      return { type: body.type, destination: addressOf(destination), startingBalance };
    }
    case 'payment': {
      const { destination, asset, amount } = body.value;
      return { type: body.type, destination: partyOf(destination), asset: assetName(asset), amount };
    }
    case 'pathPaymentStrictSend': {
      const { sendAmount, destMin } = body.value;
      return { type: body.type, ...wayOf(body.value), sendAmount, destinationMin: destMin };
    }
    case 'pathPaymentStrictReceive': {
      const { sendMax, destAmount } = body.value;
      return { type: body.type, ...wayOf(body.value), sendMax, destinationAmount: destAmount };
    }
    case 'manageSellOffer':
      return { type: body.type, ...termsOf(body.value), amount: body.value.amount };
    case 'manageBuyOffer':
      return { type: body.type, ...termsOf(body.value), buyAmount: body.value.buyAmount };
    case 'changeTrust': {
      const { line, limit } = body.value;
      // Shares of pools cannot be held here.
      if (line.type === 'assetTypePoolShare') return undefined;
      const asset = line.type === 'assetTypeNative' ? xdr.Asset.assetTypeNative() : creditOf(line);
      return { type: body.type, asset: assetName(asset), limit };
    }
    case 'setOptions': {
      const options = decodeOptions(body.value);
      return options && { type: body.type, ...options };
    }
    default:
      return undefined;
  }
}

function creditOf(line: xdr.ChangeTrustAssetCreditAlphanum4 | xdr.ChangeTrustAssetCreditAlphanum12): xdr.Asset {
  return line.type === 'assetTypeCreditAlphanum4'
    ? xdr.Asset.assetTypeCreditAlphanum4(line.value)
    : xdr.Asset.assetTypeCreditAlphanum12(line.value);
}

function wayOf(body: xdr.PathPaymentStrictSendOp | xdr.PathPaymentStrictReceiveOp) {
  return {
    send: assetName(body.sendAsset),
    destination: partyOf(body.destination),
    destinationAsset: assetName(body.destAsset),
    path: body.path.map(assetName),
  };
}

function termsOf({ selling, buying, price, offerId }: xdr.ManageSellOfferOp | xdr.ManageBuyOfferOp) {
  return {
    selling: assetName(selling),
    buying: assetName(buying),
    price: { n: price.n, d: price.d },
    offerId,
  };
}

/** Undefined when it asks for more than weights, thresholds, ed25519 signers and the home domain. */
function decodeOptions(options: xdr.SetOptionsOp): SetOptions | undefined {
  const { signer } = options;
  if (options.inflationDest !== null || options.setFlags !== null || options.clearFlags !== null) return undefined;
  if (signer !== null && signer.key.type !== 'signerKeyTypeEd25519') return undefined;
  return {
    masterWeight: options.masterWeight ?? undefined,
    low: options.lowThreshold ?? undefined,
    medium: options.medThreshold ?? undefined,
    high: options.highThreshold ?? undefined,
    homeDomain: options.homeDomain === null ? undefined : Buffer.from(options.homeDomain.bytes).toString('latin1'),
    ...(signer?.key.type === 'signerKeyTypeEd25519' && {
      signer: { key: StrKey.encodeEd25519PublicKey(signer.key.value.toBytes()), weight: signer.weight },
    }),
  };
}
