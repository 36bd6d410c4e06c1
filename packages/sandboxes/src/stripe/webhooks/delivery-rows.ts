import type { DatabaseSync } from 'node:sqlite';

export const webhookModes = ['normal', 'hold', 'duplicate', 'reverse', 'drop'] as const;
export type WebhookMode = (typeof webhookModes)[number];

export interface Delivery {
  eventId: string;
  endpointId: string;
  state: 'held' | 'waiting' | 'delivered' | 'dropped' | 'given-up';
  attempts: number;
  /** HTTP status of the last attempt, or why there was none. */
  lastResult: string | null;
}

export type DeliveryRows = ReturnType<typeof createDeliveryRows>;

/** One durable row per event and endpoint, in the order of the events. */
export function createDeliveryRows(state: DatabaseSync) {
  state.exec(`create table if not exists deliveries (
    seq integer primary key autoincrement, event_id text not null, endpoint_id text not null, state text not null,
    attempts integer not null default 0, last_result text, unique (event_id, endpoint_id))`);
  state.exec('create index if not exists deliveries_state on deliveries (state, seq)');
  state.exec('create table if not exists webhook_mode (id integer primary key check (id = 1), mode text not null)');
  const columns = 'event_id, endpoint_id, state, attempts, last_result';

  return {
    /** How deliveries are ruled; outlives a restart as the held rows do. */
    get mode(): WebhookMode {
      return (state.prepare('select mode from webhook_mode').get()?.mode ?? 'normal') as WebhookMode;
    },
    set mode(next: WebhookMode) {
      state.prepare('insert or replace into webhook_mode values (1, ?)').run(next);
    },
    add(eventId: string, endpointId: string, deliveryState: Delivery['state']): void {
      state
        .prepare('insert into deliveries (event_id, endpoint_id, state) values (?, ?, ?)')
        .run(eventId, endpointId, deliveryState);
    },
    inState(wanted: Delivery['state']): Delivery[] {
      return state.prepare(`select ${columns} from deliveries where state = ? order by seq`).all(wanted).map(read);
    },
    ofEvent(eventId: string): Delivery[] {
      return state.prepare(`select ${columns} from deliveries where event_id = ? order by seq`).all(eventId).map(read);
    },
    find(eventId: string, endpointId: string): Delivery | undefined {
      const row = state
        .prepare(`select ${columns} from deliveries where event_id = ? and endpoint_id = ?`)
        .get(eventId, endpointId);
      return row && read(row);
    },
    save(delivery: Delivery): void {
      state
        .prepare(
          'update deliveries set state = ?, attempts = ?, last_result = ? where event_id = ? and endpoint_id = ?',
        )
        .run(delivery.state, delivery.attempts, delivery.lastResult, delivery.eventId, delivery.endpointId);
    },
  };
}

function read(row: Record<string, unknown>): Delivery {
  return {
    eventId: String(row.event_id),
    endpointId: String(row.endpoint_id),
    state: row.state as Delivery['state'],
    attempts: Number(row.attempts),
    lastResult: row.last_result === null ? null : String(row.last_result),
  };
}
