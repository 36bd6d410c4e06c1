import type { z } from 'zod';
import type { Account } from '../account.ts';

/** Who may call: the account's secret key, or also a browser with the publishable key and an intent's client secret. */
export type Access = 'secret' | 'browser';

export interface Caller {
  /** True when the publishable key was used. */
  browser: boolean;
  /** The client secret a browser sent, if any. */
  clientSecret?: string;
}

/** One call of the API: where it stands, what it takes, what it does. Answers a JSON object or throws a StripeError. */
export interface Operation<Params = unknown> {
  method: 'GET' | 'POST' | 'DELETE';
  /** As Hono writes paths: `/v1/customers/:id`. */
  path: string;
  access?: Access;
  params: z.ZodType<Params>;
  /** `id` is the path's `:id`, `parent` its `:parent`. */
  run(account: Account, params: Params, id: string, caller: Caller, parent: string): object;
}

/** Lets the schema type the parameters of `run`. */
export function operation<Params>(definition: Operation<Params>): Operation {
  return definition as Operation;
}
