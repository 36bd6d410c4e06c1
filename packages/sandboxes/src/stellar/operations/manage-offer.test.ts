import { Asset, Keypair, Operation, StrKey, xdr } from '@stellar/stellar-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, codesOf, type Harness, startHarness, tft, usdc } from '../testing.ts';

let test: Harness;
let me: string;
beforeAll(async () => {
  test = await startHarness();
  me = test.operator.publicKey();
});
afterAll(() => test.close());
// The market as new.
beforeEach(() => test.control('POST', '/price', { tftPerUsdc: 100 }));

describe('an order', () => {
  const sell = (amount: string, price: string, offerId?: string) =>
    Operation.manageSellOffer({ selling: usdc, buying: tft, amount, price, offerId });

  it('stands in the book at a price nobody pays, can be changed, and goes', async () => {
    const placed = await test.send(test.operator, [sell('10', '500')]);
    const [{ effect, currentOffer }] = placed.offerResults;
    expect([effect, currentOffer.amount]).toEqual(['manageOfferCreated', '10']);
    const { records: offers } = await test.server.offers().forAccount(me).call();
    expect(offers).toMatchObject([{ id: currentOffer.offerId, amount: '10.0000000', price: '500.0000000' }]);
    const account = await test.server.loadAccount(me);
    const line = account.balances.find((each) => 'asset_code' in each && each.asset_code === 'USDC');
    expect(line).toMatchObject({ selling_liabilities: '10.0000000' });
    const book = await test.server.orderbook(usdc, tft).call();
    expect(book.asks.at(-1)).toMatchObject({ price: '500.0000000', amount: '10.0000000' });
    const changed = await test.send(test.operator, [sell('4', '600', currentOffer.offerId)]);
    expect(changed.offerResults[0].effect).toBe('manageOfferUpdated');
    await test.send(test.operator, [sell('0', '600', currentOffer.offerId)]);
    expect((await test.server.offers().forAccount(me).call()).records).toEqual([]);
    expect((await test.server.loadAccount(me)).subentry_count).toBe(2);
  });

  it('takes what the book offers at its price, and leaves the rest', async () => {
    const { offerResults } = await test.send(test.operator, [sell('150', '99.8')]);
    const [result] = offerResults;
    expect(result).toMatchObject({ effect: 'manageOfferCreated', wasPartiallyFilled: true });
    expect(Number(result.amountSold)).toBeGreaterThan(50);
    expect(Number(result.amountBought) / Number(result.amountSold)).toBeGreaterThanOrEqual(99.8);
    expect(Number(result.amountSold) + Number(result.currentOffer.amount)).toBeCloseTo(150, 6);
    // Somebody else's payment finds it there.
    const other = await test.newAccount({ usdc: '1000', tft: '20000' });
    const buyer = Operation.pathPaymentStrictSend({
      sendAsset: tft,
      sendAmount: '4000',
      destination: other.publicKey(),
      destAsset: usdc,
      destMin: '1',
      path: [],
    });
    const answer = await test.send(other, [buyer]);
    const paid = xdr.TransactionResult.fromXdr(answer.result_xdr, 'base64') as Answered;
    const sellers = paid.result.results[0].tr.value.value.offers.map((claim: Answered) =>
      StrKey.encodeEd25519PublicKey(claim.value.sellerId.value.toBytes()),
    );
    expect(sellers).toEqual([me]);
    await test.send(test.operator, [sell('0', '99.8', result.currentOffer.offerId)]);
  });

  it('that would meet one’s own is refused, and so is a path payment where no pool helps', async () => {
    const lumens = Asset.native();
    const own = Operation.manageSellOffer({ selling: usdc, buying: lumens, amount: '10', price: '2.501' });
    const offerId = (await test.send(test.operator, [own])).offerResults[0].currentOffer.offerId;
    const meet = Operation.manageSellOffer({ selling: lumens, buying: usdc, amount: '5', price: '0.3' });
    expect(await codesOf(test.send(test.operator, [meet]))).toMatchObject({ operations: ['op_cross_self'] });
    const ends = { sendAsset: lumens, sendAmount: '5', destination: me, destAsset: usdc, destMin: '0.1', path: [] };
    const pay = Operation.pathPaymentStrictSend(ends);
    expect(await codesOf(test.send(test.operator, [pay]))).toMatchObject({ operations: ['op_cross_self'] });
    const remove = Operation.manageSellOffer({ selling: usdc, buying: lumens, amount: '0', price: '2.501', offerId });
    await test.send(test.operator, [remove]);
  });

  it('to buy gives exactly what it says', async () => {
    const buy = Operation.manageBuyOffer({ selling: usdc, buying: tft, buyAmount: '1000', price: '0.011' });
    const { offerResults } = await test.send(test.operator, [buy]);
    expect(offerResults).toMatchObject([{ wasImmediatelyFilled: true, amountBought: '1000' }]);
  });

  it.each<[string, () => xdr.Operation, string]>([
    ['more than there is', () => sell('9999999', '500'), 'op_underfunded'],
    ['a foreign offer', () => sell('1', '500', '1'), 'op_offer_not_found'],
    [
      'an asset that one cannot hold',
      () => Operation.manageSellOffer({ selling: usdc, buying: unknown(), amount: '1', price: '1' }),
      'op_buy_no_trust',
    ],
  ])('for %s is refused', async (_name, operation, word) => {
    expect(await codesOf(test.send(test.operator, [operation()]))).toMatchObject({ operations: [word] });
  });

  const unknown = () => new Asset('ABC', Keypair.random().publicKey());
});
