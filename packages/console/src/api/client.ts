import { ApiError, type Client, createClient } from '@marketplace/contract/client';
import type { OperationId } from '@marketplace/contract/operations';
import { accessToken, sessionRefused } from '../session/session.ts';

const asPerson = createClient({ token: accessToken });
const asAnybody = createClient({});

/** Needed before anybody can be signed in: these may not wait for a token. */
const beforeSignIn: readonly OperationId[] = ['getConfig', 'getHealth'];

/** The API with the person's token. A token that the API refuses twice ends in a new sign-in. Throws ApiError. */
export const api: Client = async (operation, input) => {
  try {
    return await (beforeSignIn.includes(operation) ? asAnybody : asPerson)(operation, input);
  } catch (cause) {
    if (cause instanceof ApiError && cause.problem.status === 401) sessionRefused();
    throw cause;
  }
};
