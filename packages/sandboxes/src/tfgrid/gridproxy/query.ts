/** A mistake in the request; the proxy answers 400 with this text. */
export class BadQuery extends Error {}

/** One filter: reads its parameter once and gives back the test for each row. */
export type Filter<Row> = (value: string) => (row: Row) => boolean;
export type SortKeys<Row> = Record<string, (row: Row) => number | string | boolean>;

export interface ListShape<Row> {
  filters: Record<string, Filter<Row>>;
  sorts: SortKeys<Row>;
}

export interface ListAnswer<Row> {
  rows: Row[];
  /** Header values, present when the request asked for counts. */
  headers: Record<string, string>;
}

const general = new Set(['page', 'size', 'ret_count', 'randomize', 'sort_by', 'sort_order']);
const defaultSize = 50;

/** Filters, sorts and pages rows as the proxy does: empty parameters are ignored, unknown ones are an error. */
export function list<Row>(query: Record<string, string>, all: readonly Row[], shape: ListShape<Row>): ListAnswer<Row> {
  const tests: ((row: Row) => boolean)[] = [];
  for (const [key, value] of Object.entries(query)) {
    const filter = shape.filters[key];
    if (filter === undefined && !general.has(key)) throw new BadQuery(`schema: invalid path "${key}"`);
    if (filter !== undefined && value !== '') tests.push(filter(value));
  }
  const found = all.filter((row) => tests.every((test) => test(row)));
  const page = positive('page', query.page, 1);
  const size = positive('size', query.size, defaultSize);
  const rows = sorted(found, query, shape.sorts).slice((page - 1) * size, page * size);
  const isCounted = query.ret_count ? boolean('ret_count', query.ret_count) : false;
  const headers = isCounted
    ? { count: String(found.length), size: String(size), pages: String(Math.ceil(found.length / size)) }
    : {};
  return { rows, headers: headers as Record<string, string> };
}

function sorted<Row>(rows: Row[], query: Record<string, string>, sorts: SortKeys<Row>): Row[] {
  if (query.randomize && boolean('randomize', query.randomize)) return rows.toSorted(() => Math.random() - 0.5);
  if (!query.sort_by) return rows;
  const key = sorts[query.sort_by];
  if (key === undefined) throw new BadQuery(`invalid value for sort_by: ${query.sort_by}`);
  const order = (query.sort_order || 'asc').toLowerCase();
  if (order !== 'asc' && order !== 'desc') throw new BadQuery(`invalid value for sort_order: ${order}`);
  const sign = order === 'asc' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? 0 : left < right ? -sign : sign;
  });
}

function positive(name: string, value: string | undefined, standard: number): number {
  if (!value) return standard;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new BadQuery(`invalid value for ${name}: ${value}`);
  return number;
}

export function boolean(name: string, value: string): boolean {
  if (['true', '1', 't'].includes(value.toLowerCase())) return true;
  if (['false', '0', 'f'].includes(value.toLowerCase())) return false;
  throw new BadQuery(`invalid value for ${name}: ${value}`);
}

export function number(name: string, value: string): number {
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) throw new BadQuery(`invalid value for ${name}: ${value}`);
  return parsed;
}

/** Builders of the usual filters. */
export const is = {
  flag:
    <Row>(name: string, read: (row: Row) => boolean): Filter<Row> =>
    (value) => {
      const wanted = boolean(name, value);
      return (row) => read(row) === wanted;
    },
  equal:
    <Row>(name: string, read: (row: Row) => number): Filter<Row> =>
    (value) => {
      const wanted = number(name, value);
      return (row) => read(row) === wanted;
    },
  atLeast:
    <Row>(name: string, read: (row: Row) => number): Filter<Row> =>
    (value) => {
      const least = number(name, value);
      return (row) => read(row) >= least;
    },
  atMost:
    <Row>(name: string, read: (row: Row) => number): Filter<Row> =>
    (value) => {
      const most = number(name, value);
      return (row) => read(row) <= most;
    },
  oneOf:
    <Row>(name: string, read: (row: Row) => number): Filter<Row> =>
    (value) => {
      const wanted = new Set(value.split(',').map((each) => number(name, each)));
      return (row) => wanted.has(read(row));
    },
  text:
    <Row>(read: (row: Row) => string): Filter<Row> =>
    (value) => {
      const wanted = value.toLowerCase();
      return (row) => read(row).toLowerCase() === wanted;
    },
  part:
    <Row>(read: (row: Row) => string): Filter<Row> =>
    (value) => {
      const wanted = value.toLowerCase();
      return (row) => read(row).toLowerCase().includes(wanted);
    },
  word:
    <Row>(name: string, words: readonly string[], read: (row: Row) => string): Filter<Row> =>
    (value) => {
      const wanted = value.toLowerCase().split(',');
      const known = words.map((word) => word.toLowerCase());
      const unknown = wanted.find((each) => !known.includes(each));
      if (unknown !== undefined) throw new BadQuery(`invalid value for ${name}: ${unknown}`);
      return (row) => wanted.includes(read(row).toLowerCase());
    },
};
