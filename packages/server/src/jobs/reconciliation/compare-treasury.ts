import { formatUnits } from '@marketplace/core/money';
import type { Finding } from '@marketplace/core/reconciliation';
import { identityGap } from '@marketplace/core/treasury';
import { hasOpenSubmission } from '../../postgres/stellar-submissions.ts';
import { stellarBooks, tftGap, treasurySums } from '../../postgres/treasury-accounts.ts';
import { countMovements, listMovements } from '../../postgres/treasury-movements.ts';
import { readMovements } from '../treasury/movements.ts';
import type { Comparison, ComparisonParts } from './comparison.ts';

const MOST_FINDINGS = 200;

/** The account on Stellar against the books, each movement against what was started here, and the treasury's equations. */
export async function compareTreasury(parts: ComparisonParts): Promise<Comparison> {
  const { store, treasury } = parts;
  if (treasury.account !== undefined) await readMovements(parts);
  const unmatched = await listMovements(store.db, { status: 'unmatched', limit: MOST_FINDINGS });
  const findings: Finding[] = unmatched.map((row) => ({
    kind: 'movement_unexplained' as const,
    subject: `movement:${row.id}`,
    expected: 'started here, or recorded',
    found: `${formatUnits(row.units)} ${row.asset} ${row.direction}`,
    details: { movementId: row.id, hash: row.transaction_hash },
  }));
  return {
    findings: [...findings, ...(await compareWallet(parts)), ...(await compareEquations(parts))],
    facts: { movements: await countMovements(store.db) },
  };
}

/** While a transaction is under way nobody can say what should be there: it is left to the next comparison. */
async function compareWallet({ store, treasury }: ComparisonParts): Promise<Finding[]> {
  const { account, horizon, network } = treasury;
  if (account === undefined || (await hasOpenSubmission(store.db))) return [];
  const found = await horizon.account(account);
  if (found === undefined) return [];
  const books = await stellarBooks(store.db);
  // Nothing was read yet.
  if (books.size === 0) return [];
  const names = { XLM: 'native', USDC: network.usdc, TFT: network.tft };
  return Object.entries(names).flatMap(([asset, name]): Finding[] => {
    const there = found.balances.find((each) => each.asset === name)?.units ?? 0n;
    const booked = books.get(asset) ?? 0n;
    if (there === booked) return [];
    return [
      {
        kind: 'wallet_differs',
        subject: `wallet:${asset}`,
        expected: `${formatUnits(booked)} ${asset}`,
        found: `${formatUnits(there)} ${asset}`,
      },
    ];
  });
}

async function compareEquations({ store }: ComparisonParts): Promise<Finding[]> {
  const { usdc, tft } = await treasurySums(store.db);
  const gaps = { USDC: identityGap(usdc), TFT: tftGap(tft) };
  return Object.entries(gaps).flatMap(([asset, gap]): Finding[] =>
    gap === 0n
      ? []
      : [
          {
            kind: 'treasury_unbalanced',
            subject: `equation:${asset}`,
            expected: `${formatUnits(0n)} ${asset}`,
            found: `${formatUnits(gap)} ${asset}`,
          },
        ],
  );
}
