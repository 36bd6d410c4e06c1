import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { topUpTransfer } from '../../packages/core/src/ledger/index.ts';
import { pdfText } from '../../packages/server/src/pdf/pdf-text.fixture.ts';
import { postTransfer } from '../../packages/server/src/postgres/ledger.ts';
import { type Payer, type RefundScene, startRefundScene } from '../invariants/refund-scene.ts';
import { eventually, newPerson, type Stranger, topUp, unitsOf } from '../invariants/scene.ts';
import { signIn } from '../person.ts';
import { expectByAmount } from './by-amount.ts';
import { ask, problemOf, short } from './refused.ts';

let scene: RefundScene;
beforeAll(async () => {
  scene = await startRefundScene();
});
afterAll(() => scene?.close());

const documentsOf = async (person: Stranger, kind?: 'receipt' | 'invoice' | 'credit_note') =>
  (await person.call('listInvoices', { query: kind ? { kind } : {} })).items;
const details = (name: string) => ({
  name,
  addressLines: ['Main Street 1', '9000 Ghent'],
  country: 'BE',
  vatId: 'be 0123.456.789',
});
const pdfOf = async (person: { token: string }, path: string) => {
  const answer = await ask(scene.house, 'GET', path, { token: person.token });
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
};
const monthNow = async () => (await scene.control.get<{ now: string }>('/clock')).now.slice(0, 7);
/** To ten minutes after the invoices of the present month are due. */
async function passMonth(): Promise<string> {
  const month = await monthNow();
  const [year = 0, number = 0] = month.split('-').map(Number);
  await scene.control.post('/clock/set', { at: new Date(Date.UTC(year, number, 1, 1, 10)).toISOString() });
  await scene.runJobs();
  return month;
}

describe('a receipt', () => {
  let payer: Payer;
  beforeAll(async () => {
    payer = await scene.payer('25.00');
  });

  it('is there with the money: number, amount, card, and the line of the statement leads to it', async () => {
    const [receipt] = await documentsOf(payer);
    expect(receipt).toMatchObject({ kind: 'receipt', total: { amount: '25.0000000' }, period: null });
    const full = await payer.call('getInvoice', { params: { id: receipt?.id ?? '' } });
    expect(full.number).toMatch(/^RCP-\d{4}-\d{6}$/);
    expect(full.payment).toMatchObject({ topUpId: payer.topUpId, card: { brand: 'visa', last4: '4242' } });
    expect(full.buyer.email).toBe(payer.email);
    const [line] = (await payer.call('listTransactions', { query: { kind: 'top_up' } })).items;
    expect(line).toMatchObject({
      document: { id: receipt?.id, number: full.number },
      details: { card: { last4: '4242' } },
    });
    expect(full.transactions).toEqual({ first: line?.id, last: line?.id, lines: 1 });
  });

  it('is mailed with a link to it', async () => {
    const [receipt] = await documentsOf(payer);
    const mail = await eventually(async () => {
      const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(
        `/mail?to=${payer.email}`,
      );
      return items.find(({ subject }) => subject === 'Receipt: $25.00 added to your balance');
    });
    expect(mail.text).toContain(`${scene.house.url}/invoices/${receipt?.id}`);
    expect(mail.text).toContain(receipt?.number);
  });

  it('is a PDF, the same each time, for its owner and the operator and nobody else', async () => {
    const [receipt] = await documentsOf(payer);
    const path = `/invoices/${receipt?.id}`;
    const { answer, bytes } = await pdfOf(payer, `${path}/pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${receipt?.number}.pdf"`);
    expect(pdfText(bytes)).toEqual(
      expect.arrayContaining(['Receipt', receipt?.number, '$25.00', 'Visa ending in 4242']),
    );
    expect((await pdfOf(scene.operator, `/operator${path}/pdf`)).bytes).toEqual(bytes);
    const id = receipt?.id ?? '';
    expect((await ask(scene.house, 'GET', `/invoices/${id}/pdf`)).status).toBe(401);
    expect((await ask(scene.house, 'GET', `/operator/invoices/${id}/pdf`)).status).toBe(401);
    const { token } = await newPerson(scene.house);
    for (const foreign of [path, `${path}/pdf`, '/invoices/not-an-id'])
      expect(short(await problemOf(ask(scene.house, 'GET', foreign, { token })))).toBe('404 not_found');
    expect(short(await problemOf(ask(scene.house, 'GET', `/operator${path}/pdf`, { token })))).toBe('403 forbidden');
  });

  it('of many payments that settle at once: each has its own, the numbers follow each other', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => newPerson(scene.house)));
    await scene.mode('duplicate');
    await Promise.all(people.map((person) => topUp(scene, person, '10.00')));
    await scene.mode('normal');
    const numbers = await Promise.all(
      people.map(async (person) => (await documentsOf(person)).map(({ number }) => number)),
    );
    expect(numbers.map((own) => own.length)).toEqual(people.map(() => 1));
    const places = numbers
      .flat()
      .map((number) => Number(number.slice(-6)))
      .sort((a, b) => a - b);
    expect(places).toEqual(places.map((_, at) => (places[0] ?? 0) + at));
  });
});

describe('billing details', () => {
  it('are the profile’s name until others are given, and stand on what is made afterwards only', async () => {
    const payer = await scene.payer('25.00');
    const before = await payer.call('getBillingDetails');
    expect(before).toMatchObject({ addressLines: [], country: null, vatId: null, updatedAt: null });
    const saved = await payer.call('updateBillingDetails', { body: details('=HYPERLINK("http://evil.test")') });
    expect(saved).toMatchObject({
      country: 'BE',
      vatId: 'BE 0123.456.789',
      addressLines: ['Main Street 1', '9000 Ghent'],
    });
    await topUp(scene, payer, '30.00');
    const [second, first] = await documentsOf(payer);
    const buyerOn = async (id = '') => (await payer.call('getInvoice', { params: { id } })).buyer;
    expect(await buyerOn(second?.id)).toMatchObject({ name: saved.name, country: 'BE', taxId: 'BE 0123.456.789' });
    expect(await buyerOn(first?.id)).toMatchObject({ name: before.name, country: '', taxId: '' });
    const csv = await (
      await scene.operator.raw('GET', `/operator/invoices?format=csv&number=${second?.number}`)
    ).text();
    expect(csv.split('\r\n')[1]).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
    expect(csv.split('\r\n')[1]).toContain(',30.0000000,');
  });

  it.each([
    [{ country: 'XX' }, 'country'],
    [{ country: 'be' }, 'country'],
    [{ name: ' ' }, 'name'],
    [{ addressLines: [] }, 'addressLines'],
    [{ addressLines: ['1', '2', '3', '4', '5'] }, 'addressLines'],
    [{ addressLines: ['x'.repeat(101)] }, 'addressLines.0'],
    [{ vatId: 'A!' }, 'vatId'],
    [{ phone: '1' }, 'phone'],
  ])('%j is refused', async (change, path) => {
    const body = { ...details('Ada'), ...change };
    const { token } = scene.operator;
    expect(short(await problemOf(ask(scene.house, 'PUT', '/me/billing-details', { token, body })))).toBe(
      `400 validation_failed ${path}`,
    );
  });
});

describe('a credit note', () => {
  it('comes with a refund, names receipt and reason, and is reversed when the money comes back', async () => {
    const payer = await scene.payer('25.00', 'pm_card_refundFail');
    await scene.refund(payer.topUpId, '10.00');
    await scene.settled(async () => (await scene.lines(payer, 'refund')).length === 2);
    const [reversal, note] = await documentsOf(payer, 'credit_note');
    const [receipt] = await documentsOf(payer, 'receipt');
    const full = await payer.call('getInvoice', { params: { id: note?.id ?? '' } });
    expect(full).toMatchObject({
      total: { amount: '10.0000000' },
      refersTo: { id: receipt?.id, number: receipt?.number },
      payment: { card: { last4: expect.stringMatching(/^\d{4}$/) } },
      notes: ['Reason: asked for by the customer'],
    });
    expect(reversal?.total.amount).toBe('-10.0000000');
    const lines = (await payer.call('listTransactions', { query: { kind: 'refund' } })).items;
    expect(lines.map(({ document }) => document?.number)).toEqual([reversal?.number, note?.number]);
    const notice = (await payer.call('listNotifications')).items.find(({ title }) => title === 'Refund of $10.00');
    expect(notice?.link).toBe(`/invoices/${note?.id}`);
  });

  it('or receipt that its own transaction did not make is made by the next tick, once', async () => {
    const person = await newPerson(scene.house);
    const { id: userId } = await person.call('getProfile');
    const now = scene.house.marketplace.adapters.clock.now();
    const transfer = topUpTransfer({ id: randomUUID(), userId, units: 25_0000000n, eventAtMs: now.getTime() });
    await scene.store.transaction((tx) => postTransfer(tx, { ...transfer, topUpId: randomUUID() }, now));
    expect(await documentsOf(person)).toEqual([]);
    await scene.runJobs();
    await scene.runJobs();
    expect(await documentsOf(person)).toMatchObject([{ kind: 'receipt', total: { amount: '25.0000000' } }]);
  });
});

describe('an invoice', () => {
  it('comes an hour after the month, equals the ledger, and the operator’s check agrees', async () => {
    const payer = await scene.payer('25.00');
    await scene.spend(payer, 12_3456789n);
    await scene.refund(payer.topUpId, '5.00');
    await scene.settled(async () => (await scene.lines(payer, 'refund')).length === 1);
    expect(await documentsOf(payer, 'invoice')).toEqual([]);
    const month = await passMonth();
    const [invoice] = await documentsOf(payer, 'invoice');
    const full = await payer.call('getInvoice', { params: { id: invoice?.id ?? '' } });
    const statement = await payer.call('listTransactions', { query: { from: full.period?.from, to: full.period?.to } });
    expect(full).toMatchObject({
      total: { amount: '12.3456789' },
      account: {
        opening: statement.opening,
        billed: { amount: '12.3456789' },
        closing: statement.closing,
        movements: [
          { kind: 'top_up', lines: 1, amount: { amount: '25.0000000' } },
          { kind: 'refund', lines: 1, amount: { amount: '-5.0000000' } },
        ],
      },
    });
    expect(statement.items.reduce((sum, { amount }) => sum + unitsOf(amount), 0n)).toBe(unitsOf(statement.closing));
    expect(statement.items.find(({ kind }) => kind === 'usage')?.document).toEqual({
      id: full.id,
      number: full.number,
    });
    const check = await scene.operator.call('checkInvoices', { query: { month } });
    expect(check).toMatchObject({
      finished: true,
      equal: true,
      invoices: { differing: [], notInvoiced: { lines: 0 } },
      gaps: [],
    });
    expect(check.receipts.total).toEqual(check.receipts.ledger);
    expect(check.invoices.documents).toBeGreaterThan(5);
    const notices = (await payer.call('listNotifications')).items;
    expect(notices.find(({ title }) => title.endsWith(': $12.35'))?.link).toBe(`/invoices/${full.id}`);
  });

  it('keeps the seller, tax rate and colours of its day', async () => {
    const payer = await scene.payer('25.00');
    const setting = (value: object, key: string) =>
      scene.admin.query(
        `insert into settings (key, value, updated_at, updated_by) values ($1, $2, 'epoch', 'test')
         on conflict (key) do update set value = excluded.value`,
        [key, JSON.stringify(value)],
      );
    const seller = { name: 'Cloud NV', address: 'Street 1\n9000 Ghent', country: 'BE', taxId: 'BE 0999.999.999' };
    await setting({ seller, taxPercent: 21 }, 'billing');
    await setting({ title: 'Other Cloud', accentColor: '#AA3300' }, 'brand');
    const [old] = await documentsOf(payer);
    const oldPdf = (await pdfOf(payer, `/invoices/${old?.id}/pdf`)).bytes;
    expect(pdfText(oldPdf)).not.toContain('Other Cloud');
    await topUp(scene, payer, '121.00');
    const [fresh] = await documentsOf(payer);
    expect(fresh).toMatchObject({ taxPercent: 21, tax: { amount: '21.0000000' } });
    const full = await payer.call('getInvoice', { params: { id: fresh?.id ?? '' } });
    expect(full.seller).toEqual({
      name: 'Cloud NV',
      addressLines: ['Street 1', '9000 Ghent'],
      country: 'BE',
      taxId: seller.taxId,
    });
    expect(full.net.amount).toBe('100.0000000');
    const words = pdfText((await pdfOf(payer, `/invoices/${fresh?.id}/pdf`)).bytes);
    expect(words).toEqual(
      expect.arrayContaining(['Other Cloud', 'Cloud NV', 'Contained tax, 21 %', '$21.00', '$121.00']),
    );
  });
});

describe('lists', () => {
  it('page without loss or repeat, filter by kind and period, and come as CSV', async () => {
    // A month has passed: the token of the beginning is worth nothing any more.
    const { call, raw } = await signIn(scene.house, 'operator@demo.test');
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await call('listAllInvoices', { query: { limit: 4, cursor } });
      seen.push(...page.items.map(({ number }) => number));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const csv = await (await raw('GET', '/operator/invoices?format=csv')).text();
    const rows = csv.trim().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[1])).toEqual(seen);
    const invoices = (await call('listAllInvoices', { query: { kind: 'invoice', limit: 100 } })).items;
    expect(invoices.map(({ number }) => number)).toEqual(seen.filter((number) => number.startsWith('INV')));
    const at = invoices[0]?.issuedAt ?? '';
    const before = (await call('listAllInvoices', { query: { to: at, limit: 100 } })).items;
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter(({ issuedAt }) => issuedAt >= at)).toEqual([]);
    expect(await problemOf(raw('GET', '/operator/invoices/check?month=2026-13'))).toMatchObject({
      status: 400,
    });
  });

  it.each(['listAllInvoices', 'listAllTopUps', 'listRefunds'] as const)(
    '%s goes by amount in a total order, page by page, and finds by person',
    async (operation) => {
      const { call, raw } = await signIn(scene.house, 'operator@demo.test');
      for (const sort of ['amount', '-amount'] as const) await expectByAmount(call, operation, sort);
      const [first] = (await call(operation, { query: { limit: 1 } })).items;
      const owner = first && ('owner' in first ? first.owner : first.user);
      const own = (await call(operation, { query: { q: owner?.email } })).items;
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter((item) => ('owner' in item ? item.owner : item.user).id !== owner?.id)).toEqual([]);
      const path = { listAllInvoices: 'invoices', listAllTopUps: 'top-ups', listRefunds: 'refunds' }[operation];
      expect(short(await problemOf(raw('GET', `/operator/${path}?sort=name`)))).toBe('400 validation_failed sort');
    },
  );
});
