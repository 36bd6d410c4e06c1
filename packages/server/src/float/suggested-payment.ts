import { suggestedUnits, tfConnectLink } from '@marketplace/core/float';
import { readFact } from '../postgres/chain-facts.ts';
import type { Database, Tx } from '../postgres/store.ts';
import type { Float } from './read-float.ts';

export interface SuggestedPayment {
  /** Opens the wallet app TF Connect with everything filled in. */
  link: string;
  amountUnits: bigint;
  bridgeAddress: string;
  memo: string;
}

/** What the bridge keeps of a deposit until the chain has said otherwise: 1 TFT. */
const USUAL_FEE = '10000000';

export const bridgeFeeUnits = async (db: Database | Tx): Promise<bigint> =>
  BigInt((await readFact(db, 'bridge_fees'))?.value.depositUnits ?? USUAL_FEE);

/** A payment of TFT over the bridge that brings the balance back; undefined while the operator has no twin. */
export async function suggestedPayment(
  db: Database | Tx,
  { balance, runway }: Float,
  { bridgeAddress, lowBalanceUnits }: { bridgeAddress: string; lowBalanceUnits: bigint },
): Promise<SuggestedPayment | undefined> {
  const { twinId, usableUnits } = balance;
  if (twinId === null) return undefined;
  const feeUnits = await bridgeFeeUnits(db);
  const amountUnits = suggestedUnits({ usableUnits, burnUnits: runway.burnUnits }, { lowBalanceUnits, feeUnits });
  const link = tfConnectLink({ bridgeAddress, twinId, amountUnits });
  return { link, amountUnits, bridgeAddress, memo: `twin_${twinId}` };
}
