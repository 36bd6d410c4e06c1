import {
  type ChainRules,
  type ContractBurn,
  type ContractGroup,
  contractBurn,
  type Runway,
  runwayOf,
} from '@marketplace/core/float';
import { readFact } from '../postgres/chain-facts.ts';
import { type FloatBalance, readFloatBalance, readPolicy, readStaking } from '../postgres/chain-rules.ts';
import { contractGroups, type StoredGroup } from '../postgres/staking-levels.ts';
import type { Database, Tx } from '../postgres/store.ts';

/** All that is known of the operator's float: what it pays, by which rules, and how long it lasts. */
export interface Float {
  balance: FloatBalance;
  rules: ChainRules;
  /** Since when the price is known, which is also how old the rules are. */
  priceSeenAt: Date;
  groups: StoredGroup[];
  /** In the order of `groups`. */
  burns: ContractBurn[];
  runway: Runway;
}

/** Undefined until the chain was read once. */
export async function readFloat(db: Database | Tx): Promise<Float | undefined> {
  const policy = await readPolicy(db);
  const staking = await readStaking(db);
  const balance = await readFloatBalance(db);
  const price = await readFact(db, 'tft_price');
  const groups = await contractGroups(db);
  if (!policy || !staking || !balance || !price) return undefined;
  const rules = { policy, price: staking.price, levels: staking.levels };
  const burns = groups.map((group) => contractBurn(group, rules));
  return { balance, rules, priceSeenAt: price.seenAt, groups, burns, runway: runwayOf(burns, balance) };
}

/** How long it would last with one contract more. */
export const runwayWith = ({ burns, rules, balance }: Float, group: ContractGroup): Runway =>
  runwayOf([...burns, contractBurn(group, rules)], balance);
