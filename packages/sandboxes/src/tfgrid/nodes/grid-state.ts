import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** What the grid remembers about itself, chosen once per data folder. */
export interface GridIdentity {
  /** Secret that all machine keys are derived from. */
  keySecret: string;
  /** Second octet of the loopback addresses that this grid rents out. */
  loopbackOctet: number;
  /** When this grid began; everything the world generator calls "ago" counts from here. */
  foundedAtMs: number;
}

export function createTables(state: DatabaseSync): void {
  state.exec(`
    create table if not exists identity (id integer primary key check (id = 1), key_secret text, loopback_octet integer, founded_at_ms integer);
    create table if not exists node_status (node_id integer primary key, status text not null, since_ms integer not null);
    create table if not exists deployments (contract_id integer primary key, node_id integer not null, document text not null, paused integer not null, accepted_at_ms integer not null);
    create table if not exists machine_addresses (machine text primary key, address text not null unique, host_key text not null);
  `);
}

export function loadIdentity(state: DatabaseSync): GridIdentity | undefined {
  const row = state.prepare('select key_secret, loopback_octet, founded_at_ms from identity').get();
  if (row === undefined) return undefined;
  return {
    keySecret: String(row.key_secret),
    loopbackOctet: Number(row.loopback_octet),
    foundedAtMs: Number(row.founded_at_ms),
  };
}

export function foundIdentity(state: DatabaseSync, loopbackOctet: number, nowMs: number): GridIdentity {
  const identity = { keySecret: randomBytes(32).toString('hex'), loopbackOctet, foundedAtMs: Math.floor(nowMs) };
  state
    .prepare('insert into identity values (1, ?, ?, ?)')
    .run(identity.keySecret, identity.loopbackOctet, identity.foundedAtMs);
  return identity;
}
