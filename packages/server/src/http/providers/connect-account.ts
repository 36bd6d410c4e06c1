import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import {
  type ChallengeRow,
  findChallenge,
  insertAccount,
  lockAccount,
  useChallenge,
} from '../../postgres/chain-accounts.ts';
import { violates } from '../../postgres/store.ts';
import { publicKeyOf, verifySignature } from '../../tfchain/index.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { type AccountParts, accountJson } from './account.ts';
import { askChainIfItAnswers } from './ask-chain.ts';
import { accountInUse } from './create-account-challenge.ts';

type ConnectParts = AccountParts & { newId: NewId };

/** The signature is checked first, so that a wrong one uses nothing up; the challenge counts once. */
export const connectAccount =
  (parts: ConnectParts): Handler<'connectAccount'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { challengeId, signature } = c.req.valid('json');
    const challenge = await findChallenge(parts.store.db, user.id, challengeId);
    if (!challenge) throw new HttpProblem('not_found', 'There is no such text to sign. Ask for a new one.');
    const publicKey = publicKeyOf(challenge.address);
    if (!verifySignature({ message: challenge.message, signature, publicKey })) throw wrongSignature();
    await connect(parts, c, challenge, signature).catch((error: unknown) => {
      if (violates(error, 'chain_accounts_live') || violates(error, 'chain_accounts_live_key')) throw taken();
      if (violates(error, 'chain_accounts_of_user')) throw accountInUse('an account');
      throw error;
    });
    return c.json(await accountJson(parts, user.id), 201);
  };

async function connect(parts: ConnectParts, c: HttpContext, challenge: ChallengeRow, signature: string) {
  const { store, chain, newId } = parts;
  const now = c.get('now');
  const { user_id: userId, address, message } = challenge;
  const twinId = await askChainIfItAnswers(() => chain.twinIdOf(address));
  const id = newId(now);
  await store.transaction(async (tx) => {
    if (!(await useChallenge(tx, challenge.id, now))) throw usedUp();
    const present = await lockAccount(tx, userId);
    if (present) throw accountInUse(present.address);
    await insertAccount(tx, {
      id,
      user_id: userId,
      address,
      public_key: `0x${Buffer.from(publicKeyOf(address)).toString('hex')}`,
      twin_id: twinId ?? null,
      connected_at: now,
      disconnected_at: null,
      message,
      signature: signature.trim(),
    });
    await writeAudit(tx, {
      ...auditFacts(c, newId),
      action: 'chain_account.connected',
      object: `user:${userId}`,
      after: { address, twinId: twinId ?? null },
    });
  });
}

const wrongSignature = () => {
  const message = 'is not a signature of exactly this text by this account';
  return new HttpProblem('signature_invalid', `The signature ${message}.`, {
    errors: [{ path: 'signature', message }],
  });
};
const usedUp = () =>
  new HttpProblem('challenge_expired', 'This text was signed too late, or was used before. Ask for a new one.');
const taken = () =>
  new HttpProblem(
    'account_taken',
    'Another person of this marketplace has connected this account. It must be disconnected there first.',
  );
