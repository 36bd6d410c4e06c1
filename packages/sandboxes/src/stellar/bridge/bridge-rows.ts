import type { DatabaseSync } from 'node:sqlite';

export const bridgeModes = ['normal', 'hold'] as const;
export type BridgeMode = (typeof bridgeModes)[number];

/** What the bridge remembers: how far it has read the vault's transactions, and whether it works. */
export interface BridgeRows {
  cursor: bigint;
  mode: BridgeMode;
}

export function openBridgeRows(state: DatabaseSync): BridgeRows {
  state.exec(`create table if not exists bridge (
    id integer primary key check (id = 1), cursor text not null, mode text not null);
    insert or ignore into bridge values (1, '0', 'normal')`);
  const read = state.prepare('select cursor, mode from bridge where id = 1');
  return {
    get cursor() {
      return BigInt(String(read.get()?.cursor));
    },
    set cursor(id) {
      state.prepare('update bridge set cursor = ? where id = 1').run(String(id));
    },
    get mode() {
      return read.get()?.mode === 'hold' ? 'hold' : 'normal';
    },
    set mode(mode) {
      state.prepare('update bridge set mode = ? where id = 1').run(mode);
    },
  };
}
