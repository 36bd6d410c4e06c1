import type { DatabaseSync } from 'node:sqlite';
import type { ChainAccess, ChainContract } from '../chain/access.ts';

/** What the proxy's indexer keeps of contracts: unlike the chain it remembers deleted ones and every bill. */
export interface IndexedContract {
  contract: ChainContract;
  createdAtSeconds: number;
}

export interface Bill {
  contract_id: number;
  /** Units of 1e-7 TFT. */
  amountBilled: number;
  discountReceived: string;
  timestamp: number;
}

export interface Indexer {
  contracts(): IndexedContract[];
  bills(contractId: number): Bill[];
  billsOfTwin(twinId: number): Bill[];
  close(): void;
}

type Access = Pick<ChainAccess, 'contract' | 'contracts' | 'onEvent' | 'now'>;

export function startIndexer(state: DatabaseSync, access: Access): Indexer {
  state.exec(`
    create table if not exists indexed_contracts (contract_id integer primary key, document text not null, created_at integer not null);
    create table if not exists indexed_bills (contract_id integer not null, amount integer not null, discount text not null, at integer not null);
    create index if not exists indexed_bills_contract on indexed_bills (contract_id);
  `);
  const rows = state.prepare('select document, created_at from indexed_contracts order by contract_id').all();
  const known = new Map<number, IndexedContract>();
  for (const row of rows) {
    const contract = JSON.parse(String(row.document)) as ChainContract;
    known.set(contract.contractId, { contract, createdAtSeconds: Number(row.created_at) });
  }
  const save = state.prepare(
    'insert into indexed_contracts values (?, ?, ?) on conflict (contract_id) do update set document = excluded.document',
  );
  const saveBill = state.prepare('insert into indexed_bills values (?, ?, ?, ?)');
  const put = (contract: ChainContract) => {
    const createdAtSeconds = known.get(contract.contractId)?.createdAtSeconds ?? Math.floor(access.now() / 1000);
    known.set(contract.contractId, { contract, createdAtSeconds });
    save.run(contract.contractId, JSON.stringify(contract), createdAtSeconds);
  };
  const refresh = (contractId: number) => {
    const live = access.contract(contractId);
    const before = known.get(contractId)?.contract;
    if (live) put(live);
    else if (before) put({ ...before, state: 'Deleted' });
  };

  for (const contract of access.contracts()) put(contract);
  for (const contractId of known.keys()) refresh(contractId);
  const stop = access.onEvent(({ pallet, name, value, finalized }) => {
    if (finalized || pallet !== 'SmartContractModule') return;
    const fields = value as Record<string, unknown>;
    if (fields.contract_id !== undefined) refresh(Number(fields.contract_id));
    if (name === 'ContractBilled') {
      const level = (fields.discount_level as { type: string }).type;
      saveBill.run(Number(fields.contract_id), Number(fields.amount_billed), level, Number(fields.timestamp));
    }
  });
  const bills = state.prepare('select * from indexed_bills where contract_id = ? order by at desc');
  const billsOf = (contractId: number): Bill[] =>
    bills.all(contractId).map((row) => ({
      contract_id: Number(row.contract_id),
      amountBilled: Number(row.amount),
      discountReceived: String(row.discount),
      timestamp: Number(row.at),
    }));
  return {
    contracts: () => [...known.values()],
    bills: billsOf,
    billsOfTwin: (twinId) =>
      [...known.values()]
        .filter(({ contract }) => contract.twinId === twinId)
        .flatMap(({ contract }) => billsOf(contract.contractId)),
    close: stop,
  };
}
