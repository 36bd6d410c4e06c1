import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentNumber, seriesOf } from './document-number.ts';
import { invoiceContent, type StatementSum } from './invoice.ts';
import { monthAfter, monthOf, periodOf } from './months.ts';
import { creditNoteContent, receiptContent } from './payment-documents.ts';

const facts = {
  brand: { title: 'Cloud', accentColor: '#2F5BD3' },
  seller: { name: 'Cloud Ltd', addressLines: ['Main Street 1'], country: 'BE', taxId: 'BE0123456789' },
  buyer: { name: 'Ada', addressLines: [], country: '', taxId: '', email: 'ada@people.test' },
  taxPercent: 21,
};
const period = periodOf('2026-11');
const payment = { topUpId: '0190aaaa-0000-7000-8000-000000000001', at: '2026-11-03T10:12:00.000Z', card: null };

describe('a number', () => {
  it('names its kind, its year and its place in the row', () => {
    expect(documentNumber(seriesOf('invoice', 2026), 123n)).toBe('INV-2026-000123');
    expect(documentNumber(seriesOf('receipt', 2026), 1_000_000n)).toBe('RCP-2026-1000000');
    expect(seriesOf('credit_note', 2027)).toBe('CRN-2027');
  });
});

describe('a month', () => {
  it('ends where the next begins, over the turn of the year too', () => {
    expect(periodOf('2026-12')).toEqual({ from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
    expect(monthAfter('2026-09')).toBe('2026-10');
    expect(monthOf('2026-11-30T23:59:59.999Z')).toBe('2026-11');
    expect(() => monthOf('2026-11-30T23:59:59+01:00')).toThrow('UTC');
  });
});

describe('an invoice', () => {
  const sum: fc.Arbitrary<StatementSum> = fc.record({
    kind: fc.constantFrom('usage', 'usage', 'correction', 'top_up', 'refund', 'credit', 'dispute'),
    description: fc.constant('Usage of web'),
    detail: fc.constant(null),
    deploymentId: fc.constant(null),
    hourlyUnits: fc.constant(318_750n),
    seconds: fc.nat(3600),
    lines: fc.integer({ min: 1, max: 744 }),
    units: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    firstTransfer: fc.bigInt({ min: 1n, max: 1000n }),
    lastTransfer: fc.bigInt({ min: 1001n, max: 2000n }),
  });

  it('equals the ledger on random months: every line is billed or moves the balance, once', () => {
    const months = fc.tuple(fc.array(sum, { minLength: 1, maxLength: 20 }), fc.bigInt(-(10n ** 9n), 10n ** 12n));
    fc.assert(
      fc.property(months, ([sums, openingUnits]) => {
        const made = invoiceContent({ facts, period, openingUnits, sums });
        const total = (list: { units: bigint }[]) => list.reduce((all, { units }) => all + units, 0n);
        const charged = -total(sums.filter(({ kind }) => kind === 'usage' || kind === 'correction'));
        expect(made.totalUnits).toBe(charged);
        expect(made.lines.reduce((all, line) => all + line.grossUnits, 0n)).toBe(charged);
        expect(made.netUnits + made.taxUnits).toBe(charged);
        const account = made.account as NonNullable<typeof made.account>;
        expect(account.closingUnits).toBe(openingUnits + total([...sums]));
        expect(account.openingUnits + total(account.movements) - account.billedUnits).toBe(account.closingUnits);
        expect(made.ledger.lines).toBe(sums.reduce((all, { lines }) => all + lines, 0));
      }),
      { numRuns: 1000 },
    );
  });

  it('is not made of nothing', () => {
    expect(() => invoiceContent({ facts, period, openingUnits: 0n, sums: [] })).toThrow('at least one line');
  });
});

describe('receipt and credit note', () => {
  it('say what came and what went back, each with the tax that it contains', () => {
    const receipt = receiptContent({ facts, payment, transferId: 7n, units: 121_0000000n });
    expect([receipt.totalUnits, receipt.netUnits, receipt.taxUnits]).toEqual([121_0000000n, 100_0000000n, 21_0000000n]);
    const named = { id: '0190aaaa-0000-7000-8000-000000000002', number: 'RCP-2026-000001' };
    const refund = { facts, payment, transferId: 8n, receipt: named, reason: 'ordered twice' };
    const note = creditNoteContent({ ...refund, units: 121_0000000n });
    expect([note.totalUnits, note.refersTo, note.notes]).toEqual([121_0000000n, named, ['Reason: ordered twice']]);
    const reversal = creditNoteContent({ ...refund, units: -121_0000000n });
    expect(reversal.taxUnits + note.taxUnits).toBe(0n);
    expect(reversal.lines[0]?.description).toContain('did not arrive');
  });
});
