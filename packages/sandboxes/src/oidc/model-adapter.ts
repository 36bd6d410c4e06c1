import type { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Keeps what the provider must remember (sessions, grants, codes, refresh tokens, interactions) in the state. */
export function modelAdapter(state: DatabaseSync): AdapterFactory {
  state.exec(`create table if not exists models (
    model text not null, id text not null, payload text not null, grant_id text, uid text, user_code text,
    expires_at integer, primary key (model, id))`);
  state.exec('create index if not exists models_grant on models (grant_id) where grant_id is not null');
  state.exec('create index if not exists models_expiry on models (expires_at)');
  state.exec('create index if not exists models_uid on models (uid) where uid is not null');
  return (model) => new SqliteAdapter(state, model);
}

class SqliteAdapter implements Adapter {
  readonly #state: DatabaseSync;
  readonly #model: string;

  constructor(state: DatabaseSync, model: string) {
    this.#state = state;
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    // Date follows the sandbox clock where the process installs it; the provider reads the same Date.
    const now = Math.floor(Date.now() / 1000);
    this.#state.prepare('delete from models where expires_at < ?').run(now - purgeAfterSeconds);
    this.#state
      .prepare(
        `insert into models values (?, ?, ?, ?, ?, ?, ?) on conflict (model, id) do update set payload = excluded.payload,
         grant_id = excluded.grant_id, uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`,
      )
      .run(
        this.#model,
        id,
        JSON.stringify(payload),
        payload.grantId ?? null,
        payload.uid ?? null,
        payload.userCode ?? null,
        expiresIn === undefined ? null : now + Math.ceil(expiresIn),
      );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#read('id', id);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#read('uid', uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#read('user_code', userCode);
  }

  async consume(id: string): Promise<void> {
    this.#state
      .prepare("update models set payload = json_set(payload, '$.consumed', ?) where model = ? and id = ?")
      .run(Math.floor(Date.now() / 1000), this.#model, id);
  }

  async destroy(id: string): Promise<void> {
    this.#state.prepare('delete from models where model = ? and id = ?').run(this.#model, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#state.prepare('delete from models where grant_id = ?').run(grantId);
  }

  #read(column: 'id' | 'uid' | 'user_code', value: string): AdapterPayload | undefined {
    const row = this.#state
      .prepare(`select payload from models where model = ? and ${column} = ?`)
      .get(this.#model, value);
    return row === undefined ? undefined : (JSON.parse(String(row.payload)) as AdapterPayload);
  }
}

/** Expired rows stay a while: the provider tells "expired" from "unknown" by them. */
const purgeAfterSeconds = 3_600;
