import { Keypair } from '@stellar/stellar-sdk/base';
import * as xdr from '@stellar/stellar-sdk/xdr';
import type { Claim } from '../exchange/convert.ts';
import { assetXdr } from '../ledger/assets.ts';
import type { OfferEntry } from '../ledger/entries.ts';
import { failureCodes, isOuter, outerCodes } from '../operations/failures.ts';
import type { SupportedType } from '../operations/operation.ts';
import type { OrderPlaced, Outcome, PathPaid, Success } from '../operations/outcome.ts';

/** The result of one operation as the network writes it. */
export function operationResultXdr(outcome: Outcome): xdr.OperationResult {
  if (outcome.ok) return xdr.OperationResult.opInner(successXdr(outcome.success));
  const { type, reason } = outcome;
  if (isOuter(reason)) return xdr.OperationResult.fromXdrObject({ code: outerCodes[reason] });
  const codes: Partial<Record<string, number>> = failureCodes[type as SupportedType];
  const code = codes[reason];
  if (code === undefined) throw new Error(`${type} cannot fail with ${reason}`);
  return xdr.OperationResult.opInner(failureXdr(type as SupportedType, code));
}

/** What stands for an operation that was never looked at because another one was refused. */
export function untouchedResultXdr(type: string): xdr.OperationResult {
  const nothing = { claims: [], sourceAmount: 0n, last: { destination: nobody, asset: 'native', amount: 0n } };
  const none = { claims: [], offer: { effect: 'deleted' as const } };
  const successes: Record<SupportedType, Success> = {
    createAccount: { type: 'createAccount' },
    payment: { type: 'payment' },
    pathPaymentStrictSend: { type: 'pathPaymentStrictSend', ...nothing },
    pathPaymentStrictReceive: { type: 'pathPaymentStrictReceive', ...nothing },
    manageSellOffer: { type: 'manageSellOffer', ...none },
    manageBuyOffer: { type: 'manageBuyOffer', ...none },
    changeTrust: { type: 'changeTrust', line: 'updated' },
    setOptions: { type: 'setOptions' },
  };
  const success = successes[type as SupportedType] as Success | undefined;
  return success ? xdr.OperationResult.opInner(successXdr(success)) : xdr.OperationResult.opNotSupported();
}

/** The account of the all-zero key. */
const nobody = 'GAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAWHF';

function successXdr(success: Success): xdr.OperationResultTr {
  switch (success.type) {
    case 'createAccount':
      return xdr.OperationResultTr.createAccount(xdr.CreateAccountResult.createAccountSuccess());
    case 'payment':
      return xdr.OperationResultTr.payment(xdr.PaymentResult.paymentSuccess());
    case 'changeTrust':
      return xdr.OperationResultTr.changeTrust(xdr.ChangeTrustResult.changeTrustSuccess());
    case 'setOptions':
      return xdr.OperationResultTr.setOptions(xdr.SetOptionsResult.setOptionsSuccess());
    case 'pathPaymentStrictSend': {
      const paid = new xdr.PathPaymentStrictSendResultSuccess(paidXdr(success));
      return xdr.OperationResultTr.pathPaymentStrictSend(
        xdr.PathPaymentStrictSendResult.pathPaymentStrictSendSuccess(paid),
      );
    }
    case 'pathPaymentStrictReceive': {
      const paid = new xdr.PathPaymentStrictReceiveResultSuccess(paidXdr(success));
      return xdr.OperationResultTr.pathPaymentStrictReceive(
        xdr.PathPaymentStrictReceiveResult.pathPaymentStrictReceiveSuccess(paid),
      );
    }
    case 'manageSellOffer':
      return xdr.OperationResultTr.manageSellOffer(
        xdr.ManageSellOfferResult.manageSellOfferSuccess(placedXdr(success)),
      );
    case 'manageBuyOffer':
      return xdr.OperationResultTr.manageBuyOffer(xdr.ManageBuyOfferResult.manageBuyOfferSuccess(placedXdr(success)));
  }
}

function failureXdr(type: SupportedType, code: number): xdr.OperationResultTr {
  // The tables of reasons hold only numbers that XDR knows and that carry nothing; an unknown one is refused on encoding.
  const wire = { code } as { code: -1 };
  switch (type) {
    case 'createAccount':
      return xdr.OperationResultTr.createAccount(xdr.CreateAccountResult.fromXdrObject(wire));
    case 'payment':
      return xdr.OperationResultTr.payment(xdr.PaymentResult.fromXdrObject(wire));
    case 'pathPaymentStrictSend':
      return xdr.OperationResultTr.pathPaymentStrictSend(xdr.PathPaymentStrictSendResult.fromXdrObject(wire));
    case 'pathPaymentStrictReceive':
      return xdr.OperationResultTr.pathPaymentStrictReceive(xdr.PathPaymentStrictReceiveResult.fromXdrObject(wire));
    case 'manageSellOffer':
      return xdr.OperationResultTr.manageSellOffer(xdr.ManageSellOfferResult.fromXdrObject(wire));
    case 'manageBuyOffer':
      return xdr.OperationResultTr.manageBuyOffer(xdr.ManageBuyOfferResult.fromXdrObject(wire));
    case 'changeTrust':
      return xdr.OperationResultTr.changeTrust(xdr.ChangeTrustResult.fromXdrObject(wire));
    case 'setOptions':
      return xdr.OperationResultTr.setOptions(xdr.SetOptionsResult.fromXdrObject(wire));
  }
}

function paidXdr({ claims, last }: PathPaid) {
  const { destination, asset, amount } = last;
  return {
    offers: claims.map(claimXdr),
    last: new xdr.SimplePaymentResult({ destination: accountXdr(destination), asset: assetXdr(asset), amount }),
  };
}

function placedXdr({ claims, offer }: OrderPlaced): xdr.ManageOfferSuccessResult {
  const { ManageOfferSuccessResultOffer: Effect } = xdr;
  const effect =
    offer.effect === 'deleted'
      ? Effect.manageOfferDeleted()
      : offer.effect === 'created'
        ? Effect.manageOfferCreated(offerXdr(offer.entry))
        : Effect.manageOfferUpdated(offerXdr(offer.entry));
  return new xdr.ManageOfferSuccessResult({ offersClaimed: claims.map(claimXdr), offer: effect });
}

function claimXdr({ from, sold, soldAmount, bought, boughtAmount }: Claim): xdr.ClaimAtom {
  const amounts = {
    assetSold: assetXdr(sold),
    amountSold: soldAmount,
    assetBought: assetXdr(bought),
    amountBought: boughtAmount,
  };
  if ('poolId' in from) {
    const liquidityPoolId = new xdr.PoolId(Buffer.from(from.poolId, 'hex'));
    return xdr.ClaimAtom.claimAtomTypeLiquidityPool(new xdr.ClaimLiquidityAtom({ liquidityPoolId, ...amounts }));
  }
  const { seller, offerId } = from;
  return xdr.ClaimAtom.claimAtomTypeOrderBook(
    new xdr.ClaimOfferAtom({ sellerId: accountXdr(seller), offerId, ...amounts }),
  );
}

function offerXdr({ id, seller, selling, buying, amount, price }: OfferEntry): xdr.OfferEntry {
  return new xdr.OfferEntry({
    sellerId: accountXdr(seller),
    offerId: id,
    selling: assetXdr(selling),
    buying: assetXdr(buying),
    amount,
    price: new xdr.Price(price),
    flags: 0,
    ext: xdr.OfferEntryExt.v0(),
  });
}

const accountXdr = (account: string) => Keypair.fromPublicKey(account).xdrPublicKey();
