import type { IdentityFacts } from '@marketplace/core/treasury';
import { sql } from 'kysely';
import type { Database } from './store.ts';

/** TFT by where they came from and where they are; units. */
export interface TftFlows {
  boughtUnits: bigint;
  openingUnits: bigint;
  broughtBackUnits: bigint;
  hereUnits: bigint;
  inTransitUnits: bigint;
  deliveredUnits: bigint;
  bridgeFeeUnits: bigint;
  soldUnits: bigint;
}

export interface TreasurySums {
  usdc: IdentityFacts;
  tft: TftFlows;
  networkFeeUnits: bigint;
  exchangeUnits: bigint;
  slippageUnits: bigint;
  unexplained: { usdc: bigint; tft: bigint; xlm: bigint };
}

/** All sums of one moment: each side of the equations comes from its own source. */
export async function treasurySums(db: Database): Promise<TreasurySums> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const { rows: bookRows } = await sql<{ kind: string; asset: string; units: bigint }>`
        select a.kind, a.asset, sum(e.units)::bigint as units
        from ledger_accounts a join ledger_entries e on e.account_id = a.id
        where a.owner = 'system' and a.kind in ('treasury_stellar', 'treasury_suspense', 'bridge_in_transit', 'network_fees',
          'exchange_result', 'slippage')
        group by a.kind, a.asset`.execute(tx);
      const { rows: saleRows } = await sql<{ asset: string; units: bigint }>`
        select a.asset, -sum(e.units)::bigint as units
        from ledger_transfers t join ledger_entries e on e.transfer_id = t.id join ledger_accounts a on a.id = e.account_id
        where t.kind = 'treasury_sale' and a.kind = 'fx' and a.asset <> 'USD'
        group by a.asset`.execute(tx);
      const { rows: lotRows } = await sql<LotSums>`
        select coalesce(sum(units) filter (where asset = 'USDC' and origin in ('opening', 'purchase')), 0)::bigint as "usdcIn",
               coalesce(sum(units) filter (where asset = 'TFT' and origin in ('opening', 'purchase')), 0)::bigint as "tftOpening",
               coalesce(sum(left_cost_usdc_units) filter (where asset = 'TFT'), 0)::bigint as "tftHere"
        from treasury_lots where arrived_at is not null`.execute(tx);
      const { rows: flowRows } = await sql<FlowSums>`
        select coalesce(sum(delivered_units), 0)::bigint as bought,
               coalesce(sum(deposited_units) filter (where kind = 'withdrawal' and status in ('paying_out', 'completed')), 0)::bigint
                 as "broughtBack",
               coalesce(sum(cost_usdc_units) filter (where status in ('crossing', 'unclear')), 0)::bigint as "transitCost",
               coalesce(sum(credited_units) filter (where kind <> 'withdrawal' and status = 'completed'), 0)::bigint as credited,
               coalesce(sum(bridge_fee_units) filter (where kind <> 'withdrawal' and status = 'completed'), 0)::bigint as fees,
               coalesce(sum(cost_usdc_units) filter (where status = 'completed'), 0)::bigint as "arrivedCost",
               coalesce(sum(div(cost_usdc_units::numeric * bridge_fee_units, nullif(deposited_units, 0)))
                 filter (where kind <> 'withdrawal' and status = 'completed'), 0)::bigint as "feeCost"
        from treasury_transfers`.execute(tx);
      const { rows: soldRows } = await sql<{ cost: bigint }>`
        select coalesce(sum(cost_usdc_units), 0)::bigint as cost from treasury_movements`.execute(tx);
      return combine(bookRows, saleRows, lotRows[0], flowRows[0], soldRows[0]?.cost ?? 0n);
    });
}

interface LotSums {
  usdcIn: bigint;
  tftOpening: bigint;
  tftHere: bigint;
}

interface FlowSums {
  bought: bigint;
  broughtBack: bigint;
  transitCost: bigint;
  credited: bigint;
  fees: bigint;
  arrivedCost: bigint;
  feeCost: bigint;
}

type AssetSum = { asset: string; units: bigint };

/** The books are negative for what we have; here everything is positive. What is unexplained stands apart. */
function combine(
  books: readonly (AssetSum & { kind: string })[],
  sales: readonly AssetSum[],
  lots: LotSums | undefined,
  flows: FlowSums | undefined,
  tftSoldCost: bigint,
): TreasurySums {
  if (!lots || !flows) throw new Error('a sum has one row');
  const book = (kind: string, asset: string) =>
    books.find((row) => row.kind === kind && row.asset === asset)?.units ?? 0n;
  const sold = (asset: string) => sales.find((row) => row.asset === asset)?.units ?? 0n;
  const explainedHere = (asset: string) => -book('treasury_stellar', asset) - book('treasury_suspense', asset);
  return {
    usdc: {
      inUnits: lots.usdcIn,
      hereUnits: explainedHere('USDC'),
      soldUnits: sold('USDC'),
      tftHereUnits: lots.tftHere,
      inTransitUnits: flows.transitCost,
      deliveredUnits: flows.arrivedCost - flows.feeCost,
      tftSoldUnits: tftSoldCost,
      bridgeFeeUnits: flows.feeCost,
    },
    tft: {
      boughtUnits: flows.bought,
      openingUnits: lots.tftOpening,
      broughtBackUnits: flows.broughtBack,
      hereUnits: explainedHere('TFT'),
      inTransitUnits: -book('bridge_in_transit', 'TFT'),
      deliveredUnits: flows.credited,
      bridgeFeeUnits: flows.fees,
      soldUnits: sold('TFT'),
    },
    networkFeeUnits: -book('network_fees', 'XLM'),
    exchangeUnits: book('exchange_result', 'USD'),
    slippageUnits: book('slippage', 'USD'),
    unexplained: {
      usdc: book('treasury_suspense', 'USDC'),
      tft: book('treasury_suspense', 'TFT'),
      xlm: book('treasury_suspense', 'XLM'),
    },
  };
}

/** TFT that came from anywhere less TFT that are somewhere: zero, always. */
export const tftGap = (flows: TftFlows): bigint =>
  flows.boughtUnits +
  flows.openingUnits +
  flows.broughtBackUnits -
  flows.hereUnits -
  flows.inTransitUnits -
  flows.deliveredUnits -
  flows.bridgeFeeUnits -
  flows.soldUnits;

/** What the books say lies on Stellar, by asset; positive. */
export async function stellarBooks(db: Database): Promise<Map<string, bigint>> {
  const { rows } = await sql<AssetSum>`
    select a.asset, -sum(e.units)::bigint as units
    from ledger_accounts a join ledger_entries e on e.account_id = a.id
    where a.owner = 'system' and a.kind = 'treasury_stellar'
    group by a.asset`.execute(db);
  return new Map(rows.map(({ asset, units }) => [asset, units]));
}
