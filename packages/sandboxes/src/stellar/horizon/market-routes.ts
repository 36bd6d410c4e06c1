import type { Context } from 'hono';
import { type FoundPath, findStrictReceive, findStrictSend } from '../exchange/find-paths.ts';
import { comparePrices, offersOf } from '../exchange/offers.ts';
import { poolFields } from '../history/effects.ts';
import { formatPrice } from '../history/operation-record.ts';
import { formatAmount } from '../ledger/amounts.ts';
import { type AssetName, assetFields, native } from '../ledger/assets.ts';
import type { OfferEntry, Price } from '../ledger/entries.ts';
import { baseUrl, hal, halList, halPage, links } from './hal.ts';
import type { HorizonApp, HorizonParts } from './parts.ts';
import { badRequest, notFound } from './problem.ts';
import { accountOf, assetList, assetOf, numberOf, pageOf, requiredAmount, requiredAsset } from './query.ts';
import { linkedOffer } from './records.ts';

const mostAssets = 15;

/** Paths, the order book, offers and pools. */
export function addMarketRoutes(app: HorizonApp, parts: HorizonParts): void {
  const { ledger } = parts;
  app.get('/paths/strict-send', (c) => {
    const [assets, account] = oneOf(c, 'destination_assets', 'destination_account', 'list of destination assets');
    const send = requiredAsset(c, 'source_');
    const amount = requiredAmount(c, 'source_amount');
    const destinations =
      account === undefined
        ? assetList(assets ?? '', 'destination_assets', mostAssets)
        : heldBy(parts, accountOf(account, 'destination_account')).map(({ asset }) => asset);
    return halList(c, findStrictSend(ledger.view(), send, amount, destinations).map(pathRecord));
  });
  app.get('/paths/strict-receive', (c) => {
    const [assets, account] = oneOf(c, 'source_assets', 'source_account', 'list of source assets');
    const destination = requiredAsset(c, 'destination_');
    const amount = requiredAmount(c, 'destination_amount');
    const sources =
      account === undefined
        ? assetList(assets ?? '', 'source_assets', mostAssets).map((asset) => ({ asset }))
        : heldBy(parts, accountOf(account, 'source_account'));
    return halList(c, findStrictReceive(ledger.view(), sources, destination, amount).map(pathRecord));
  });
  app.get('/order_book', (c) => {
    const selling = requiredAsset(c, 'selling_');
    const buying = requiredAsset(c, 'buying_');
    const limit = Math.min(200, Math.max(1, Number(c.req.query('limit')) || 20));
    const view = ledger.view();
    const asks = levels(offersOf(view, selling, buying), (price) => price);
    const bids = levels(offersOf(view, buying, selling), ({ n, d }) => ({ n: d, d: n }));
    const [base, counter] = [assetFields(selling), assetFields(buying)];
    return hal(c, { bids: bids.slice(0, limit), asks: asks.slice(0, limit), base, counter });
  });
  addOfferRoutes(app, parts);
  addPoolRoutes(app, parts);
}

/** Exactly one of two parameters. */
function oneOf(c: Context, assets: string, account: string, words: string): [string | undefined, string | undefined] {
  const given = [c.req.query(assets) || undefined, c.req.query(account) || undefined] as const;
  if ((given[0] === undefined) === (given[1] === undefined)) {
    const whose = account.replace('_', ' ');
    throw badRequest(`The request requires either a ${words} or a ${whose}. Both fields cannot be present.`);
  }
  return [...given];
}

/** What an account holds, with what of it can be paid away. */
function heldBy({ ledger }: HorizonParts, account: string): { asset: AssetName; affordable: bigint }[] {
  const view = ledger.view();
  const entry = view.get('account', account);
  if (entry === undefined) return [];
  const lines = [...view.all('line')].filter(([id]) => id.startsWith(`${account}/`));
  return [
    ...lines.map(([id, line]) => ({ asset: id.slice(account.length + 1), affordable: line.balance })),
    { asset: native, affordable: entry.balance },
  ];
}

function pathRecord({ send, sendAmount, destination, destinationAmount, path }: FoundPath) {
  return {
    ...assetFields(send, 'source_'),
    source_amount: formatAmount(sendAmount),
    ...assetFields(destination, 'destination_'),
    destination_amount: formatAmount(destinationAmount),
    path: path.map((asset) => assetFields(asset)),
  };
}

/** Offers of the same price as one level, in units of what they sell. */
function levels(offers: OfferEntry[], shown: (price: Price) => Price) {
  const found: { price: Price; amount: bigint }[] = [];
  for (const { price, amount } of offers) {
    const last = found.at(-1);
    if (last !== undefined && comparePrices(last.price, price) === 0) last.amount += amount;
    else found.push({ price, amount });
  }
  return found.map(({ price, amount }) => ({
    price_r: shown(price),
    price: formatPrice(shown(price)),
    amount: formatAmount(amount),
  }));
}

function addOfferRoutes(app: HorizonApp, { ledger }: HorizonParts): void {
  const list = (c: Context, fits: (offer: OfferEntry) => boolean) => {
    const { after, descending, limit } = pageOf(c, ledger.latest.sequence);
    const all = [...ledger.view().all('offer').values()].filter(fits).sort((a, b) => Number(a.id - b.id));
    const ordered = descending ? all.reverse() : all;
    const rest = ordered.filter(({ id }) => after === undefined || (descending ? id < after.id : id > after.id));
    return halPage(
      c,
      rest.slice(0, limit).map((offer) => linkedOffer(baseUrl(c), offer, ledger)),
    );
  };
  app.get('/accounts/:account/offers', (c) => {
    const account = accountOf(c.req.param('account'));
    return list(c, ({ seller }) => seller === account);
  });
  app.get('/offers', (c) => {
    const [selling, buying, seller] = [assetOf(c, 'selling_'), assetOf(c, 'buying_'), c.req.query('seller')];
    return list(
      c,
      (offer) =>
        (selling ?? offer.selling) === offer.selling &&
        (buying ?? offer.buying) === offer.buying &&
        (seller ?? offer.seller) === offer.seller,
    );
  });
  app.get('/offers/:id', (c) => {
    const offer = ledger.view().get('offer', String(numberOf(c.req.param('id'))));
    if (offer === undefined) throw notFound();
    return hal(c, linkedOffer(baseUrl(c), offer, ledger));
  });
}

function addPoolRoutes(app: HorizonApp, { ledger }: HorizonParts): void {
  const record = (c: Context, pool: Parameters<typeof poolFields>[0]) => ({
    _links: links(baseUrl(c), { self: `/liquidity_pools/${pool.id}` }),
    ...poolFields(pool),
    paging_token: pool.id,
    last_modified_ledger: ledger.modified('pool', `${pool.a}/${pool.b}`),
  });
  const pools = () => [...ledger.view().all('pool').values()];
  app.get('/liquidity_pools', (c) => {
    const reserves = c.req.query('reserves');
    const wanted = reserves ? assetList(reserves, 'reserves', 2) : [];
    const found = pools().filter(({ a, b }) => wanted.every((asset) => asset === a || asset === b));
    return halPage(
      c,
      found.map((pool) => record(c, pool)),
    );
  });
  app.get('/liquidity_pools/:id', (c) => {
    const pool = pools().find(({ id }) => id === c.req.param('id').toLowerCase());
    if (pool === undefined) throw notFound();
    return hal(c, record(c, pool));
  });
}
