import { Asset, type Horizon, Operation, xdr } from '@stellar/stellar-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatAmount, parseAmount } from '../ledger/amounts.ts';
import { marketMaker } from '../network.ts';
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

const units = (amount: string | undefined): bigint => parseAmount(amount ?? '') ?? -1n;
type Path = Horizon.ServerApi.PaymentPathRecord;
/** The assets between the ends, as an operation wants them. */
function between(record: Path): Asset[] {
  return record.path.map((asset) =>
    asset.asset_type === 'native' ? Asset.native() : new Asset(asset.asset_code, asset.asset_issuer),
  );
}

interface Paid {
  offers: xdr.ClaimAtom[];
  last: xdr.SimplePaymentResult;
}

/** What the network says was paid, read from the transaction's own result. */
function paidIn(resultXdr: string): Paid {
  const { result } = xdr.TransactionResult.fromXdr(resultXdr, 'base64') as Answered;
  return result.results[0].tr.value.value;
}

async function send(record: Path, destMin = '0.0000001'): Promise<Paid> {
  const operation = Operation.pathPaymentStrictSend({
    sendAsset: usdc,
    sendAmount: record.source_amount,
    destination: me,
    destAsset: tft,
    destMin,
    path: between(record),
  });
  return paidIn((await test.send(test.operator, [operation])).result_xdr);
}

async function receive(record: Path, sendMax: string): Promise<Paid> {
  const operation = Operation.pathPaymentStrictReceive({
    sendAsset: usdc,
    sendMax,
    destination: me,
    destAsset: tft,
    destAmount: record.destination_amount,
    path: between(record),
  });
  return paidIn((await test.send(test.operator, [operation])).result_xdr);
}

/** What is paid with: the token first, then the lumens it became. */
const inOrder = (types: string[]) => types.toSorted((a, b) => (a === b ? 0 : a === 'assetTypeNative' ? 1 : -1));

const quoteSend = async (amount: string) => (await test.server.strictSendPaths(usdc, amount, [tft]).call()).records;
const quoteReceive = async (amount: string) =>
  (await test.server.strictReceivePaths([usdc], tft, amount).call()).records;

describe('a quote', () => {
  it.each(['0.0000007', '1.2345678', '99.9', '100', '480', '2500', '11000'])(
    'for spending %s USDC is what executing each of its paths delivers',
    async (amount) => {
      for (const record of await quoteSend(amount)) {
        await test.control('POST', '/price', { tftPerUsdc: 100 });
        const before = units(await test.balance(me, 'TFT'));
        const { last } = await send(record);
        expect(formatAmount(last.amount)).toBe(record.destination_amount);
        expect(units(await test.balance(me, 'TFT')) - before).toBe(last.amount);
      }
    },
  );

  it.each(['0.0000001', '1000', '25000.7654321', '300000'])(
    'for obtaining %s TFT is what executing each of its paths costs',
    async (amount) => {
      for (const record of await quoteReceive(amount)) {
        await test.control('POST', '/price', { tftPerUsdc: 100 });
        const before = units(await test.balance(me, 'USDC'));
        const { last } = await receive(record, record.source_amount);
        expect(formatAmount(last.amount)).toBe(amount.includes('.') ? amount : `${amount}.0000000`);
        expect(before - units(await test.balance(me, 'USDC'))).toBe(units(record.source_amount));
      }
    },
  );

  it('comes with the best path first, and with one over lumens', async () => {
    const sending = await quoteSend('2500');
    expect(sending.map(({ path }) => path.length)).toEqual([0, 1]);
    expect(units(sending[0]?.destination_amount)).toBeGreaterThan(units(sending[1]?.destination_amount));
    const receiving = await quoteReceive('2500');
    expect(units(receiving[0]?.source_amount)).toBeLessThan(units(receiving[1]?.source_amount));
  });

  it('for one asset does not change that for another', async () => {
    const both = (await test.server.strictSendPaths(usdc, '600', [tft, Asset.native()]).call()).records;
    const alone = (await test.server.strictSendPaths(usdc, '600', [Asset.native()]).call()).records;
    expect(both.filter((record) => record.destination_asset_type === 'native')).toEqual(alone);
  });

  it('of more than the market holds is an empty list', async () => {
    expect(await quoteReceive('90000000')).toEqual([]);
  });

  it('wants one of assets and account, and a positive amount', async () => {
    const ask = async (query: string) => (await fetch(`${test.sandbox.url}/paths/strict-send?${query}`)).status;
    const source = `source_asset_type=native&source_amount=1`;
    expect(await ask(source)).toBe(400);
    expect(await ask(`${source}&destination_assets=native&destination_account=${me}`)).toBe(400);
    expect(await ask(`source_asset_type=native&source_amount=-1&destination_assets=native`)).toBe(400);
    expect(await ask(`${source}&destination_account=${me}`)).toBe(200);
  });
});

describe('a path payment', () => {
  it('of a small amount goes through the book, of a larger one through the pool', async () => {
    const [small] = await quoteSend('50');
    const [large] = await quoteSend('2500');
    const booked = await send(small as Path);
    expect(booked.offers.map(({ type }) => type)).toEqual(['claimAtomTypeOrderBook']);
    const pooled = await send(large as Path);
    expect(pooled.offers.map(({ type }) => type)).toEqual(['claimAtomTypeLiquidityPool']);
    const { records: pools } = await test.server.liquidityPools().forAssets(tft, usdc).call();
    expect(pools[0]?.reserves.map(({ amount }) => amount)).toEqual([
      formatAmount(20_000_000n * 10_000_000n - pooled.last.amount),
      '202500.0000000',
    ]);
  });

  it('lists what it crossed in the order of its path', async () => {
    const overLumens = (await quoteSend('600')).find(({ path }) => path.length === 1);
    const { offers } = await send(overLumens as Path);
    const bought = offers.map((claim) => (claim.value as xdr.ClaimOfferAtom).assetBought.type);
    expect(bought.length).toBeGreaterThan(2);
    expect(bought).toEqual(inOrder(bought));
    const wanted = (await quoteReceive('60000')).find(({ path }) => path.length === 1);
    const back = await receive(wanted as Path, wanted?.source_amount ?? '');
    const paid = back.offers.map((claim) => (claim.value as xdr.ClaimOfferAtom).assetBought.type);
    expect(paid).toEqual(inOrder(paid));
    expect(new Set(paid).size).toBe(2);
  });

  it('tells in effects and trades what it moved', async () => {
    const [record] = await quoteSend('80');
    const { last } = await send(record as Path);
    const { records: effects } = await test.server.effects().forAccount(me).order('desc').limit(3).call();
    expect(effects.map(({ type }) => type)).toEqual(['trade', 'account_debited', 'account_credited']);
    expect(effects[2]).toMatchObject({ amount: formatAmount(last.amount), asset_code: 'TFT' });
    const { records: trades } = await test.server.trades().forAssetPair(usdc, tft).order('desc').limit(1).call();
    expect(trades[0]).toMatchObject({
      base_amount: '80.0000000',
      counter_amount: formatAmount(last.amount),
      counter_account: marketMaker,
      trade_type: 'orderbook',
    });
    const { records: payments } = await test.server.payments().forAccount(me).order('desc').limit(1).call();
    expect(payments[0]).toMatchObject({
      type: 'path_payment_strict_send',
      amount: formatAmount(last.amount),
      source_amount: '80.0000000',
    });
  });

  it('fails when the price moved past its limit, with the network’s own result', async () => {
    const [record] = await quoteSend('50');
    const [wanted] = await quoteReceive('5000');
    await test.control('POST', '/price', { tftPerUsdc: '90.5' });
    const failed = { transaction: 'tx_failed' };
    expect(await codesOf(send(record as Path, record?.destination_amount))).toEqual({
      ...failed,
      operations: ['op_under_dest_min'],
    });
    expect(await codesOf(receive(wanted as Path, wanted?.source_amount ?? ''))).toEqual({
      ...failed,
      operations: ['op_over_source_max'],
    });
    const { records } = await test.server
      .transactions()
      .forAccount(me)
      .includeFailed(true)
      .order('desc')
      .limit(2)
      .call();
    expect(records.map(({ result_xdr }) => result_xdr)).toEqual([
      'AAAAAAAAAGT/////AAAAAQAAAAAAAAAC////9AAAAAA=',
      'AAAAAAAAAGT/////AAAAAQAAAAAAAAAN////9AAAAAA=',
    ]);
  });

  it('of more than the market holds finds too few offers', async () => {
    const operation = Operation.pathPaymentStrictReceive({
      sendAsset: usdc,
      sendMax: '1000',
      destination: me,
      destAsset: tft,
      destAmount: '90000000',
      path: [],
    });
    expect(await codesOf(test.send(test.operator, [operation]))).toEqual({
      transaction: 'tx_failed',
      operations: ['op_too_few_offers'],
    });
  });
});

describe('the market maker', () => {
  it('makes its market new at the set price, and again when ten minutes have passed', async () => {
    const mid = async () => {
      const { asks, bids } = await test.server.orderbook(usdc, tft).call();
      return [Number(asks[0]?.price), Number(bids[0]?.price)];
    };
    await test.control('POST', '/price', { tftPerUsdc: '80.1234567' });
    const [ask = 0, bid = 0] = await mid();
    expect([ask / 80.1234567, bid / 80.1234567].map((ratio) => ratio.toFixed(3))).toEqual(['1.001', '0.999']);
    const [quoted] = await quoteSend('10000');
    await send(quoted as Path);
    const [after] = await quoteSend('10000');
    expect(units(after?.destination_amount)).toBeLessThan(units(quoted?.destination_amount));
    await test.clock.advance(700);
    const [later] = await quoteSend('10000');
    expect(later?.destination_amount).toBe(quoted?.destination_amount);
  });
});
