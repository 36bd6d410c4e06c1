import { billedKinds, type Month, periodOf } from '@marketplace/core/documents';
import { sql } from 'kysely';
import { newLine } from './invoice-lines.ts';
import { isMonthFinished } from './invoice-months.ts';
import type { Database } from './store.ts';

export interface Compared {
  documents: number;
  totalUnits: bigint;
  ledgerUnits: bigint;
}

export interface DocumentComparison {
  finished: boolean;
  receipts: Compared;
  creditNotes: Compared;
  invoices: Compared & { differing: { id: string; number: string }[] };
  notInvoiced: { lines: number; units: bigint };
  gaps: string[];
}

/** Documents of a month beside what the ledger itself says, each summed up on its own. */
export async function compareDocuments(db: Database, month: Month): Promise<DocumentComparison> {
  const period = { from: new Date(periodOf(month).from), to: new Date(periodOf(month).to) };
  const [finished, receipts, refunds, invoices, notInvoiced, gaps] = await Promise.all([
    isMonthFinished(db, month),
    comparePayments(db, 'top_up', period),
    comparePayments(db, 'refund', period),
    compareInvoices(db, period),
    linesWithoutInvoice(db, period),
    findGaps(db),
  ]);
  // What takes from a balance is negative in the ledger; a credit note says how much went back.
  const creditNotes = { ...refunds, ledgerUnits: -refunds.ledgerUnits };
  return { finished, receipts, creditNotes, invoices, notInvoiced, gaps };
}

interface Period {
  from: Date;
  to: Date;
}

async function comparePayments(db: Database, kind: 'top_up' | 'refund', { from, to }: Period): Promise<Compared> {
  const { rows } = await sql<Compared>`
    select count(d.id)::int as documents, coalesce(sum(d.total_units), 0)::bigint as "totalUnits",
           coalesce(sum(e.units), 0)::bigint as "ledgerUnits"
    from ledger_transfers t
    join ledger_entries e on e.transfer_id = t.id
    join ledger_accounts a on a.id = e.account_id and a.kind = 'available'
    left join documents d on d.transfer_id = t.id
    where t.kind = ${kind} and t.event_at >= ${from} and t.event_at < ${to}`.execute(db);
  return rows[0] ?? { documents: 0, totalUnits: 0n, ledgerUnits: 0n };
}

/** Each invoice of the month beside its lines; its closing balance beside the whole statement up to there. */
async function compareInvoices(db: Database, { from }: Period) {
  const { rows } = await sql<{ id: string; number: string; total: bigint; ledger: bigint; equal: boolean }>`
    select d.id, d.number, d.total_units as total, l.billed as ledger,
           d.total_units = l.billed and c.closing_units = l.closing
             and (d.content -> 'transactions' ->> 'lines')::int = l.lines as equal
    from documents d
    join invoice_coverage c on c.document_id = d.id
    cross join lateral (
      select coalesce(-sum(e.units) filter (where fresh and t.kind = any(${billedKinds})), 0)::bigint as billed,
             count(*) filter (where fresh)::int as lines, coalesce(sum(e.units), 0)::bigint as closing
      from ledger_entries e
      join ledger_transfers t on t.id = e.transfer_id
      cross join lateral (select ${newLine(sql`c.until_at`, sql`c.previous_until_at`, sql`c.previous_version`)} as fresh) n
      where e.account_id = c.account_id and e.statement_after is not null and e.version <= c.last_version
        and t.event_at < c.until_at
    ) l
    where d.kind = 'invoice' and d.period_from = ${from}`.execute(db);
  const sum = (pick: (row: (typeof rows)[number]) => bigint) => rows.reduce((all, row) => all + pick(row), 0n);
  return {
    documents: rows.length,
    totalUnits: sum(({ total }) => total),
    ledgerUnits: sum(({ ledger }) => ledger),
    differing: rows.filter(({ equal }) => !equal).map(({ id, number }) => ({ id, number })),
  };
}

/** Statement lines of the month that are on no invoice. */
async function linesWithoutInvoice(db: Database, { from, to }: Period): Promise<{ lines: number; units: bigint }> {
  const { rows } = await sql<{ lines: number; units: bigint }>`
    select count(*)::int as lines, coalesce(sum(e.units), 0)::bigint as units
    from ledger_transfers t
    join ledger_entries e on e.transfer_id = t.id and e.statement_after is not null
    where t.event_at >= ${from} and t.event_at < ${to}
      and not exists (
        select 1 from invoice_coverage c
        where c.account_id = e.account_id and t.event_at < c.until_at and e.version <= c.last_version)`.execute(db);
  return rows[0] ?? { lines: 0, units: 0n };
}

/** Series that do not count 1, 2, 3… up to their last number; the tables' own constraints forbid it. */
async function findGaps(db: Database): Promise<string[]> {
  const { rows } = await sql<{ series: string }>`
    select s.series from document_series s left join documents d on d.series = s.series
    group by s.series, s.last
    having count(d.id) <> s.last or coalesce(max(d.ordinal), 0) <> s.last
    order by s.series`.execute(db);
  return rows.map(({ series }) => series);
}
