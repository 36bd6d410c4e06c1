import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Stripe } from 'stripe';
import { invalidRequest } from './protocol/errors.ts';

/** Everything the sandbox keeps, by the name Stripe gives in `object`. */
export interface Kinds {
  account: Stripe.Account | Stripe.DeletedAccount;
  balance_transaction: Stripe.BalanceTransaction;
  charge: Stripe.Charge;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  dispute: Stripe.Dispute;
  event: EventRecord;
  payment_intent: Stripe.PaymentIntent;
  payment_method: Stripe.PaymentMethod;
  payout: Stripe.Payout;
  'radar.early_fraud_warning': Stripe.Radar.EarlyFraudWarning;
  refund: Stripe.Refund;
  setup_intent: Stripe.SetupIntent;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  webhook_endpoint: Stripe.WebhookEndpoint;
}
/** An event, typed by its own fields alone: `Stripe.Event` is a union over every event that exists. */
export interface EventRecord {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: unknown; previous_attributes?: Record<string, unknown> };
  livemode: boolean;
  /** Endpoints that have not taken it yet. */
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

export type Kind = keyof Kinds;
export type Stored = Kinds[Kind];

/** What the sandbox knows about an object and the API does not show. */
export interface Traits {
  /** Payment method: number of the test card, or name of the test bank account, whose behaviour it has. */
  behaviour?: string;
  /** Payment method: authenticated once for later payments without the customer. */
  setUp?: boolean;
  /** Payment method: spent or detached, so that it cannot be used again. */
  spent?: boolean;
  /** Intent: confirmed while the customer is away. */
  offSession?: boolean;
  /** Intent or connected account: where the challenge or onboarding page sends the customer afterwards. */
  returnUrl?: string | null;
  /** Intent: id of the open challenge. */
  challenge?: string;
  /** Connected account: code of the open onboarding link. */
  onboarding?: string;
  /** Balance transaction: the automatic payout that it was part of. */
  payout?: string;
  /** Webhook endpoint: the key that its deliveries are signed with. */
  signingSecret?: string;
}

export interface ListQuery {
  /** Equal values of top-level fields. */
  where?: Record<string, string | undefined>;
  /** Part of this automatic payout. */
  payout?: string;
  types?: string[];
  /** Events only: whether every endpoint has taken it. */
  delivered?: boolean;
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number };
}

export interface Page<Item> {
  object: 'list';
  url: string;
  has_more: boolean;
  data: Item[];
}

const fieldPattern = /^[a-z_]+$/;

/** Objects as JSON rows in the order of their making; the order is what lists and cursors follow. */
export class ObjectStore {
  private readonly state: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;
  private readonly select: StatementSync;

  constructor(state: DatabaseSync) {
    this.state = state;
    state.exec(`
      create table if not exists objects (
        seq integer primary key autoincrement, id text not null unique, kind text not null, created integer not null,
        body text not null, traits text not null default '{}',
        customer text generated always as (json_extract(body, '$.customer')) virtual,
        payment_intent text generated always as (json_extract(body, '$.payment_intent')) virtual,
        charge text generated always as (json_extract(body, '$.charge')) virtual);
      create index if not exists objects_kind on objects (kind, seq);
      create index if not exists objects_customer on objects (customer, kind, seq);
      create index if not exists objects_payment_intent on objects (payment_intent, kind, seq);
      create index if not exists objects_charge on objects (charge, kind, seq);`);
    this.insert = state.prepare('insert into objects (id, kind, created, body) values (?, ?, ?, ?)');
    this.update = state.prepare('update objects set body = ? where id = ?');
    this.select = state.prepare('select kind, body, traits from objects where id = ?');
  }

  add<Object extends Stored>(object: Object): Object {
    const created = 'created' in object && typeof object.created === 'number' ? object.created : 0;
    this.insert.run(object.id, object.object, created, JSON.stringify(object));
    return object;
  }

  save<Object extends Stored>(object: Object): Object {
    this.update.run(JSON.stringify(object), object.id);
    return object;
  }

  remove(id: string): void {
    this.state.prepare('delete from objects where id = ?').run(id);
  }

  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const row = this.select.get(id);
    return row?.kind === kind ? (JSON.parse(String(row.body)) as Kinds[K]) : undefined;
  }

  any(id: string): Stored | undefined {
    const row = this.select.get(id);
    return row ? (JSON.parse(String(row.body)) as Stored) : undefined;
  }

  traits(id: string): Traits {
    const row = this.select.get(id);
    return row ? (JSON.parse(String(row.traits)) as Traits) : {};
  }

  mark(id: string, change: Traits): void {
    const traits = JSON.stringify({ ...this.traits(id), ...change });
    this.state.prepare('update objects set traits = ? where id = ?').run(traits, id);
  }

  /** All of a kind, oldest first. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return this.read<K>('select body from objects where kind = ? order by seq', [kind]);
  }

  /** All of a kind that name `id` in a field, oldest first. */
  allOf<K extends Kind>(kind: K, field: 'customer' | 'payment_intent' | 'charge', id: string): Kinds[K][] {
    return this.read<K>(`select body from objects where ${field} = ? and kind = ? order by seq`, [id, kind]);
  }

  /** Newest first, paged by cursor ids as Stripe's lists are. */
  list<K extends Kind>(kind: K, url: string, query: ListQuery = {}): Page<Kinds[K]> {
    const limit = readLimit(query.limit);
    const { sql, values } = conditionsOf(kind, query);
    const cursor = query.starting_after ?? query.ending_before;
    const backwards = query.starting_after === undefined && query.ending_before !== undefined;
    if (cursor !== undefined) {
      const row = this.state.prepare('select seq from objects where id = ? and kind = ?').get(cursor, kind);
      if (!row) throw cursorMissing(kind, cursor, backwards ? 'ending_before' : 'starting_after');
      sql.push(backwards ? 'seq > ?' : 'seq < ?');
      values.push(Number(row.seq));
    }
    const order = `order by seq ${backwards ? 'asc' : 'desc'} limit ?`;
    const rows = this.read<K>(`select body from objects where ${sql.join(' and ')} ${order}`, [...values, limit + 1]);
    const data = rows.slice(0, limit);
    return { object: 'list', url, has_more: rows.length > limit, data: backwards ? data.reverse() : data };
  }

  private read<K extends Kind>(sql: string, values: (string | number)[]): Kinds[K][] {
    const rows = this.state.prepare(sql).all(...values);
    return rows.map((row) => JSON.parse(String(row.body)) as Kinds[K]);
  }
}

function readLimit(limit = 10): number {
  if (limit >= 1 && limit <= 100) return limit;
  const bound = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100';
  throw invalidRequest(`This value must be ${bound}.`, { code: 'parameter_invalid_integer', param: 'limit' });
}

function conditionsOf(kind: Kind, query: ListQuery): { sql: string[]; values: (string | number)[] } {
  const sql = ['kind = ?', "json_extract(body, '$.deleted') is null"];
  const values: (string | number)[] = [kind];
  for (const [field, value] of Object.entries(query.where ?? {})) {
    if (value === undefined) continue;
    if (!fieldPattern.test(field)) throw new Error(`not a field: ${field}`);
    const indexed = ['customer', 'payment_intent', 'charge'].includes(field);
    sql.push(indexed ? `${field} = ?` : `json_extract(body, '$.${field}') = ?`);
    values.push(value);
  }
  if (query.payout !== undefined) {
    sql.push("json_extract(traits, '$.payout') = ?");
    values.push(query.payout);
  }
  if (query.types?.length) {
    sql.push(`json_extract(body, '$.type') in (${query.types.map(() => '?').join(', ')})`);
    values.push(...query.types);
  }
  if (query.delivered !== undefined) {
    sql.push(`json_extract(body, '$.pending_webhooks') ${query.delivered ? '=' : '>'} 0`);
  }
  const range = typeof query.created === 'number' ? { gte: query.created, lte: query.created } : (query.created ?? {});
  const signs = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
  for (const [name, sign] of Object.entries(signs)) {
    const bound = range[name as keyof typeof signs];
    if (bound === undefined) continue;
    sql.push(`created ${sign} ?`);
    values.push(bound);
  }
  return { sql, values };
}

function cursorMissing(kind: Kind, id: string, param: string) {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: 'resource_missing', param });
}
