import { writeDollars } from '../money/index.ts';

/** What we know of a disputed payment; times are ISO 8601 in UTC. */
export interface DisputeFacts {
  brand: string;
  customer: { name: string; email: string; emailVerified: boolean; since: string };
  payment: {
    amountUnits: bigint;
    at: string;
    card: { brand: string; last4: string } | undefined;
    receiptNumber: string | undefined;
  };
  /** Charged for usage since the payment. */
  chargedUnits: bigint;
  machines: readonly MachineFacts[];
  /** What the customer did, in any order. */
  acts: readonly Act[];
}

export interface MachineFacts {
  name: string;
  from: string;
  until: string | undefined;
  /** Ran for so long since the payment. */
  seconds: number;
  chargedUnits: bigint;
}

export interface Act {
  at: string;
  what: string;
}

/** The texts that an operator reads, changes and sends. */
export interface EvidenceTexts {
  productDescription: string;
  accessActivityLog: string;
  statement: string;
}

const ACTS_SHOWN = 60;

/** A first version of the evidence, of facts alone. */
export function proposeEvidence(facts: DisputeFacts): EvidenceTexts {
  return {
    productDescription: `${facts.brand} rents virtual machines by the second. The customer tops up a prepaid balance by card; machines that the customer orders are charged to that balance while they run. The service is delivered online, at once.`,
    accessActivityLog: activityLog(facts),
    statement: statement(facts),
  };
}

function activityLog({ acts }: DisputeFacts): string {
  const ordered = acts.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
  const shown = ordered.slice(-ACTS_SHOWN);
  const left = ordered.length - shown.length;
  return [
    ...(left > 0 ? [`(${left} earlier entries are left out)`] : []),
    ...shown.map(({ at, what }) => `${timeWords(at)}  ${what}`),
  ].join('\n');
}

function statement({ customer, payment, chargedUnits, machines }: DisputeFacts): string {
  const card = payment.card ? ` with the card ${brandWords(payment.card.brand)} ending in ${payment.card.last4}` : '';
  const receipt = payment.receiptNumber
    ? ` Receipt ${payment.receiptNumber} was sent to ${customer.email} at that time.`
    : '';
  const used =
    machines.length === 0 && chargedUnits === 0n
      ? 'The balance was not used since.'
      : `Since the payment ${writeDollars(chargedUnits)} were charged for machines that the customer ordered${machines.length > 0 ? ':' : '.'}`;
  return [
    `${customerWords(customer)} has an account since ${timeWords(customer.since)} and paid ${writeDollars(payment.amountUnits)} on ${timeWords(payment.at)}${card}.${receipt}`,
    used,
    ...machines.map(machineWords),
  ].join('\n');
}

const customerWords = ({ name, email, emailVerified }: DisputeFacts['customer']): string => {
  const address = emailVerified ? `${email}, a verified address` : email;
  return name === email ? `The customer (${address})` : `${name} (${address})`;
};

const machineWords = ({ name, from, until, seconds, chargedUnits }: MachineFacts): string =>
  `- ${name}: runs from ${timeWords(from)} ${until ? `until ${timeWords(until)}` : 'until today'}, ${hoursWords(seconds)} since the payment, ${writeDollars(chargedUnits)}`;

/** 2026-11-24 18:02 UTC */
const timeWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

const brandWords = (brand: string): string => brand.charAt(0).toUpperCase() + brand.slice(1);

const hoursWords = (seconds: number): string =>
  `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
