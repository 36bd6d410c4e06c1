import { CHALLENGE_MINUTES, challengeText } from '@marketplace/core/providers';
import type { NewId } from '../../ids.ts';
import { findAccount, insertChallenge } from '../../postgres/chain-accounts.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import { normalAddress } from '../../tfchain/index.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';
import { networkWords, requireNetwork } from './account.ts';

/** Gives the text that proves an account. Whose account it is already is not told before it is proven. */
export const createAccountChallenge =
  (parts: { store: Store; newId: NewId; site: { origin: string } }): Handler<'createAccountChallenge'> =>
  async (c) => {
    const { user } = actorOf(c);
    const now = c.get('now');
    const address = normalAddress(c.req.valid('json').address);
    if (address === undefined)
      throw fieldProblem('address', 'must be the address of an account, such as "5F3sa2TJAWMqDhXG6jhV4N8ko9…"');
    const [network, { brand }, present] = await Promise.all([
      requireNetwork(parts.store),
      readSettings(parts.store.db),
      findAccount(parts.store.db, user.id),
    ]);
    if (present) throw accountInUse(present.address);
    const nonce = parts.newId(now);
    const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000);
    const challenge = {
      id: parts.newId(now),
      user_id: user.id,
      purpose: 'connect' as const,
      address,
      nonce,
      message: challengeText({
        marketplace: brand.title,
        origin: parts.site.origin,
        person: user.email,
        network: networkWords(network),
        address,
        nonce,
        issuedAt: now.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }),
      created_at: now,
      expires_at: expiresAt,
      used_at: null,
    };
    await parts.store.transaction((tx) => insertChallenge(tx, challenge));
    return c.json({ id: challenge.id, address, text: challenge.message, expiresAt: expiresAt.toISOString() }, 201);
  };

export const accountInUse = (address: string): HttpProblem =>
  new HttpProblem('account_in_use', `You have connected ${address}. Disconnect it before you connect another one.`);
