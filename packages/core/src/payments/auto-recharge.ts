/** What a person chose. Amounts in units of USD. */
export interface RechargeSetting {
  enabled: boolean;
  /** Charged when the available balance is below this. */
  thresholdUnits: bigint;
  amountUnits: bigint;
  /** Most that is charged automatically in a UTC month. */
  monthlyCapUnits: bigint;
}

export type RechargePause = 'declined' | 'authentication_required';

/** Where it stands. At most one payment is on its way at a time. */
export type RechargeState =
  | { state: 'idle' }
  | { state: 'charging' }
  | { state: 'backing_off'; retryAtMs: number }
  | { state: 'paused'; reason: RechargePause };

export interface RechargeFacts extends RechargeSetting {
  standing: RechargeState;
  availableUnits: bigint;
  /** Automatic payments of this UTC month that are made or on their way. */
  chargedUnits: bigint;
  hasCard: boolean;
  /** A dispute, for example, keeps its card from being charged. */
  blocked: boolean;
  nowMs: number;
}

/** Why nothing is charged now. */
export type RechargeWait =
  | 'off'
  | 'charging'
  | 'paused'
  | 'blocked'
  | 'no_card'
  | 'month_limit'
  | 'backing_off'
  | 'enough';

/** What an automatic top-up does now: charges, or waits for one reason, the one that its owner has to know first. */
export function decideRecharge(facts: RechargeFacts): 'charge' | RechargeWait {
  if (!facts.enabled) return 'off';
  const hindrance = hindranceOf(facts);
  if (hindrance) return hindrance;
  if (facts.standing.state === 'backing_off' && facts.nowMs < facts.standing.retryAtMs) return 'backing_off';
  return facts.availableUnits < facts.thresholdUnits ? 'charge' : 'enough';
}

function hindranceOf({ standing, blocked, hasCard, chargedUnits, amountUnits, monthlyCapUnits }: RechargeFacts) {
  if (standing.state === 'charging' || standing.state === 'paused') return standing.state;
  if (blocked) return 'blocked';
  if (!hasCard) return 'no_card';
  return chargedUnits + amountUnits > monthlyCapUnits ? 'month_limit' : undefined;
}

/** Whether it will act by itself when the balance falls: then nobody has to be warned of that. */
export function canRecharge(facts: RechargeFacts): boolean {
  const decision = decideRecharge(facts);
  return decision === 'charge' || decision === 'enough' || decision === 'charging';
}

const HOUR_MS = 3_600_000;
/** Times between tries; after the last one it pauses. */
const BACK_OFF_HOURS = [1, 6, 24] as const;

/** Codes of the card processor with which a repeat is useless, and counts against whoever repeats. */
const hopeless: ReadonlySet<string> = new Set([
  'card_not_supported',
  'card_removed',
  'currency_not_supported',
  'expired_card',
  'fraudulent',
  'incorrect_number',
  'invalid_account',
  'invalid_number',
  'lost_card',
  'merchant_blacklist',
  'new_account_information_available',
  'not_permitted',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'security_violation',
  'stolen_card',
  'stop_payment_order',
  'transaction_not_allowed',
]);

/** The bank wants its customer to confirm. */
export const asksOwner = (code: string): boolean => code === 'authentication_required';

export interface AfterDecline {
  declines: number;
  standing: Exclude<RechargeState, { state: 'charging' } | { state: 'idle' }>;
}

/** What follows a declined automatic payment: another try later, and after the last of them none until its owner acts. */
export function afterDecline({
  declines,
  code,
  nowMs,
}: {
  declines: number;
  code: string;
  nowMs: number;
}): AfterDecline {
  const count = declines + 1;
  if (asksOwner(code)) return { declines: count, standing: { state: 'paused', reason: 'authentication_required' } };
  const hours = hopeless.has(code) ? undefined : BACK_OFF_HOURS[declines];
  return hours === undefined
    ? { declines: count, standing: { state: 'paused', reason: 'declined' } }
    : { declines: count, standing: { state: 'backing_off', retryAtMs: nowMs + hours * HOUR_MS } };
}
