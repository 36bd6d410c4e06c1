import { formatUnits } from '../money/index.ts';
import type { DocumentContent, Party } from './content.ts';
import type { DocumentKind } from './document-number.ts';

export interface Dollars {
  currency: 'USD';
  amount: string;
}

/** A document as it is written down and as the API gives it, word for word. */
export interface DocumentJson {
  id: string;
  kind: DocumentKind;
  number: string;
  issuedAt: string;
  brand: { title: string; accentColor: string };
  seller: PartyJson;
  buyer: PartyJson & { email: string };
  period: { from: string; to: string } | null;
  lines: LineJson[];
  taxPercent: number;
  net: Dollars;
  tax: Dollars;
  total: Dollars;
  account: AccountJson | null;
  payment: { topUpId: string; at: string; card: { brand: string; last4: string } | null } | null;
  refersTo: { id: string; number: string } | null;
  transactions: { first: string; last: string; lines: number };
  notes: string[];
}

export interface PartyJson {
  name: string;
  addressLines: string[];
  country: string;
  taxId: string;
}

export interface LineJson {
  description: string;
  detail: string | null;
  deploymentId: string | null;
  seconds: number | null;
  hourly: Dollars | null;
  net: Dollars;
  tax: Dollars;
  gross: Dollars;
}

export interface AccountJson {
  opening: Dollars;
  movements: { kind: string; lines: number; amount: Dollars }[];
  billed: Dollars;
  closing: Dollars;
}

export interface DocumentName {
  id: string;
  number: string;
  issuedAt: string;
}

export function documentJson(content: DocumentContent, { id, number, issuedAt }: DocumentName): DocumentJson {
  const { account, payment, refersTo, ledger } = content;
  return {
    id,
    kind: content.kind,
    number,
    issuedAt,
    brand: { title: content.brand.title, accentColor: content.brand.accentColor },
    seller: partyJson(content.seller),
    buyer: { ...partyJson(content.buyer), email: content.buyer.email },
    period: content.period,
    lines: content.lines.map(lineJson),
    taxPercent: content.taxPercent,
    net: dollars(content.netUnits),
    tax: dollars(content.taxUnits),
    total: dollars(content.totalUnits),
    account: account && {
      opening: dollars(account.openingUnits),
      movements: account.movements.map(({ kind, lines, units }) => ({ kind, lines, amount: dollars(units) })),
      billed: dollars(account.billedUnits),
      closing: dollars(account.closingUnits),
    },
    payment: payment && { topUpId: payment.topUpId, at: payment.at, card: payment.card },
    refersTo: refersTo && { id: refersTo.id, number: refersTo.number },
    transactions: { first: `txn_${ledger.first}`, last: `txn_${ledger.last}`, lines: ledger.lines },
    notes: [...content.notes],
  };
}

const lineJson = (line: DocumentContent['lines'][number]): LineJson => ({
  description: line.description,
  detail: line.detail,
  deploymentId: line.deploymentId,
  seconds: line.seconds,
  hourly: line.hourlyUnits === null ? null : dollars(line.hourlyUnits),
  net: dollars(line.netUnits),
  tax: dollars(line.taxUnits),
  gross: dollars(line.grossUnits),
});

const partyJson = ({ name, addressLines, country, taxId }: Party): PartyJson => ({
  name,
  addressLines: [...addressLines],
  country,
  taxId,
});

const dollars = (units: bigint): Dollars => ({ currency: 'USD', amount: formatUnits(units) });
