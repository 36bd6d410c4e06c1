import { randomUUID } from 'node:crypto';
import { ss58Address } from '@polkadot-labs/hdkd-helpers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../packages/server/src/ids.ts';
import { grantRole } from '../../packages/server/src/postgres/identity.ts';
import { insertRequest } from '../../packages/server/src/postgres/provider-requests.ts';
import { publicKeyOf } from '../../packages/server/src/tfchain/index.ts';
import { newPerson, type Scene, type Stranger, startScene } from '../invariants/scene.ts';
import type { Person } from '../person.ts';
import { connect, type FarmAccount, farmAccounts, requestBody, signText, statusOf } from './provider-steps.ts';
import { problemOf, short } from './refused.ts';

let scene: Scene;
let farms: [FarmAccount, FarmAccount];
let ana: Stranger;
let bob: Stranger;
let secondOperator: Stranger;

beforeAll(async () => {
  scene = await startScene();
  farms = await farmAccounts(scene.house);
  await scene.operator.call('getProfile');
  [ana, bob, secondOperator] = (await Promise.all([0, 1, 2].map(() => newPerson(scene.house)))) as [
    Stranger,
    Stranger,
    Stranger,
  ];
  const { id } = await secondOperator.call('getProfile');
  await scene.store.transaction((tx) =>
    grantRole(tx, { userId: id, role: 'cloud-operator', by: 'test', reason: 'test', now: new Date(), newId }),
  );
});
afterAll(() => scene?.close());

const refused = (person: Person, method: string, path: string, body?: unknown) =>
  problemOf(person.raw(method, path, body)).then(short);
const challengeOf = (person: Person, { address }: FarmAccount) =>
  person.call('createAccountChallenge', { body: { address } });
const auditOf = async (object: string) =>
  (await scene.admin.query('select action from audit_log where object = $1 order by seq', [object])).rows.map(
    (row) => row.action as string,
  );

describe('connecting an account', () => {
  it('needs the exact text, signed by that account, for that person', async () => {
    const [farm, other] = farms;
    const { id, text } = await challengeOf(ana, farm);
    for (const words of [
      'Purpose:',
      scene.house.url,
      ana.email,
      'TFChain Sandbox (genesis 0x',
      farm.address,
      'Nonce:',
      'Expires:',
    ])
      expect(text).toContain(words);
    const bobs = await challengeOf(bob, farm);
    const signed = (address: string, words: string) => signText(scene.house, address, words);
    for (const signature of [
      await signed(other.address, text),
      await signed(farm.address, `${text} `),
      await signed(farm.address, bobs.text),
      '0x00',
    ])
      expect(await refused(ana, 'POST', '/provider/account', { challengeId: id, signature })).toBe(
        '400 signature_invalid signature',
      );
    const signature = await signed(farm.address, text);
    expect(await refused(bob, 'POST', '/provider/account', { challengeId: id, signature })).toBe('404 not_found');
    expect((await ana.call('getProviderAccount')).account).toBeNull();
  });

  it('counts once, however often and at once it is sent, and never again after a disconnect', async () => {
    const [farm] = farms;
    const { id, text } = await challengeOf(ana, farm);
    const body = { challengeId: id, signature: await signText(scene.house, farm.address, text) };
    const answers = await Promise.all([1, 2, 3, 4].map(() => statusOf(ana.raw('POST', '/provider/account', body))));
    expect(answers.sort()).toEqual([201, ...Array(3).fill('409 challenge_expired')]);
    expect(await ana.call('getProviderAccount')).toMatchObject({
      network: { name: 'TFChain Sandbox' },
      account: {
        address: farm.address,
        chain: {
          twinId: farm.farmId,
          usable: '499.9999500',
          farms: [{ id: farm.farmId, name: farm.farmName, nodeIds: farm.nodeIds }],
        },
      },
    });
    expect((await ana.raw('DELETE', '/provider/account')).status).toBe(204);
    expect(await refused(ana, 'POST', '/provider/account', body)).toBe('409 challenge_expired');
  });

  it('is too late after ten minutes', async () => {
    const [farm] = farms;
    const { id, text } = await challengeOf(ana, farm);
    const body = { challengeId: id, signature: await signText(scene.house, farm.address, text) };
    await scene.house.sandboxes.clock.advance(601);
    expect(await refused(ana, 'POST', '/provider/account', body)).toBe('409 challenge_expired');
  });

  it('gives an account to one person at a time, of two at once and under whatever prefix', async () => {
    const [farm] = farms;
    const disguised = { ...farm, address: ss58Address(publicKeyOf(farm.address), 0) };
    const bodies = await Promise.all(
      [ana, bob].map(async (person) => {
        const { id, text, address } = await challengeOf(person, disguised);
        return { challengeId: id, signature: await signText(scene.house, address, text) };
      }),
    );
    const answers = await Promise.all(
      [ana, bob].map((person, at) => statusOf(person.raw('POST', '/provider/account', bodies[at]))),
    );
    expect(answers.map(String).sort()).toEqual(['201', '409 account_taken']);
    const winner = answers[0] === 201 ? ana : bob;
    expect(await refused(winner, 'POST', '/provider/account/challenge', { address: farms[1].address })).toBe(
      '409 account_in_use',
    );
    expect((await winner.raw('DELETE', '/provider/account')).status).toBe(204);
  });

  it.each(['', 'hello', '0x00'])('asks for an address, not for %j', async (address) =>
    expect(await refused(ana, 'POST', '/provider/account/challenge', { address })).toBe(
      '400 validation_failed address',
    ),
  );
});

describe('a request', () => {
  it('needs an account, nodes that are its own, apps and the SLA in force', async () => {
    const [farm, other] = farms;
    const [own = 0] = farm.nodeIds;
    const posted = (nodeIds: number[], change = {}) =>
      refused(ana, 'POST', '/provider/requests', requestBody(nodeIds, change));
    expect(await posted([own])).toBe('409 account_not_connected');
    await connect(scene.house, ana, farm);
    expect(await posted([own, ...other.nodeIds.slice(0, 1), 11, 999_999])).toBe(
      '422 node_not_owned nodeIds.1 nodeIds.2 nodeIds.3',
    );
    expect(await posted([])).toBe('400 validation_failed nodeIds');
    expect(await posted([own], { apps: ['vm', 'mining'] })).toBe('400 validation_failed apps.1');
    expect(await posted([own], { slaVersion: 0 })).toBe('400 validation_failed slaVersion');
    expect(await posted([own], { userId: randomUUID() })).toBe('400 validation_failed userId');
  });

  it('is one per person, of two at once, and the same key gives the same', async () => {
    const [{ nodeIds }] = farms;
    const key = randomUUID();
    const send = (idempotencyKey: string) =>
      ana.raw('POST', '/provider/requests', requestBody(nodeIds.slice(0, 1)), { 'idempotency-key': idempotencyKey });
    const twins = await Promise.all([send(key), send(key)]);
    const ids = await Promise.all(twins.map(async (answer) => ((await answer.json()) as { id: string }).id));
    expect([twins.map(({ status }) => status), new Set(ids).size]).toEqual([[201, 201], 1]);
    expect(await statusOf(send(randomUUID()))).toBe('409 request_open');
    expect(await refused(ana, 'DELETE', '/provider/account')).toBe('409 account_in_use');
  });

  it('claims its nodes: of two providers at once one gets a node', async () => {
    const [, farm] = farms;
    await connect(scene.house, bob, farm);
    const [claimed = 0] = farm.nodeIds;
    // Two people cannot hold one account, so the rows are written as if they could: the claim alone must decide.
    const rows = await Promise.all([bob, secondOperator].map((person) => claimRow(person)));
    const results = await Promise.allSettled(
      rows.map((row) =>
        scene.store.transaction((tx) => insertRequest(tx, row, [{ nodeId: claimed, farmId: farm.farmId }])),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      constraint: 'provider_request_nodes_claimed',
    });
    await scene.admin.query("update provider_requests set status = 'withdrawn' where id = any($1)", [
      rows.map(({ id }) => id),
    ]);
    await scene.admin.query('update provider_request_nodes set open = false where request_id = any($1)', [
      rows.map(({ id }) => id),
    ]);
  });

  it('stays with whoever holds the account when it changes hands in the same moment', async () => {
    const [, farm] = farms;
    const nodeIds = farm.nodeIds.slice(1, 2);
    const [first, second] = await Promise.all([
      statusOf(bob.raw('POST', '/provider/requests', requestBody(nodeIds))),
      (async () => {
        const left = await statusOf(bob.raw('DELETE', '/provider/account'));
        if (left !== 204) return left;
        await connect(scene.house, secondOperator, farm);
        return statusOf(secondOperator.raw('POST', '/provider/requests', requestBody(nodeIds)));
      })(),
    ]);
    expect([first, second].filter((answer) => answer === 201)).toHaveLength(1);
    const { rows } = await scene.admin.query(
      'select 1 from provider_request_nodes where open and node_id = $1',
      nodeIds,
    );
    expect(rows).toHaveLength(1);
    for (const person of [bob, secondOperator]) {
      const { items } = await person.call('listProviderRequests');
      for (const { id, status } of items)
        if (status === 'pending') await person.call('withdrawProviderRequest', { params: { id } });
      await person.raw('DELETE', '/provider/account');
    }
  });

  it('of somebody else does not exist', async () => {
    const id = (await ana.call('listProviderRequests')).items[0]?.id ?? '';
    expect(await refused(bob, 'GET', `/provider/requests/${id}`)).toBe('404 not_found');
    expect(await refused(bob, 'POST', `/provider/requests/${id}/withdraw`)).toBe('404 not_found');
    expect(await refused(bob, 'POST', `/provider/requests/${id}/messages`, { text: 'x' })).toBe('404 not_found');
    expect((await bob.call('listProviderRequests')).items.map((item) => item.id)).not.toContain(id);
  });

  it('goes back and forth in messages, and each side is told', async () => {
    const id = (await ana.call('listProviderRequests')).items[0]?.id ?? '';
    const open = async () =>
      (
        await scene.admin.query(
          "select 1 from operator_tasks where kind = 'provider_request' and subject = $1 and done_at is null",
          [id],
        )
      ).rowCount;
    expect(await open()).toBe(1);
    const asked = await scene.operator.call('answerProviderRequest', {
      params: { id },
      body: { text: 'Where does it stand?', needsInfo: true },
    });
    expect([asked.status, await open()]).toEqual(['needs_info', 0]);
    const answered = await ana.call('sendRequestMessage', { params: { id }, body: { text: 'In Zurich.' } });
    expect([answered.status, await open()]).toEqual(['pending', 1]);
    expect(answered.messages.map(({ author, text }) => [author, text])).toEqual([
      ['operator', 'Where does it stand?'],
      ['provider', 'In Zurich.'],
    ]);
    const { rows } = await scene.admin.query(
      "select title from notifications n join users u on u.id = n.user_id where u.email = $1 and topic = 'provider'",
      [ana.email],
    );
    expect(rows.map(({ title }) => title)).toEqual(['Your provider request needs an answer']);
  });

  it('is taken back once, and stays so', async () => {
    const id = (await ana.call('listProviderRequests')).items[0]?.id ?? '';
    for (const _ of [1, 2])
      expect((await ana.call('withdrawProviderRequest', { params: { id } })).status).toBe('withdrawn');
    expect(await refused(ana, 'POST', `/provider/requests/${id}/messages`, { text: 'x' })).toBe('409 request_final');
    expect(
      await refused(scene.operator, 'POST', `/operator/provider-requests/${id}/decision`, { decision: 'approve' }),
    ).toBe('409 request_final');
    expect((await auditOf(`provider_request:${id}`)).filter((action) => action.endsWith('withdrawn'))).toHaveLength(1);
  });
});

async function claimRow(person: Person) {
  const { id: userId } = await person.call('getProfile');
  const { rows } = await scene.admin.query('select id from chain_accounts limit 1');
  const now = new Date(scene.house.sandboxes.clock.now());
  return {
    id: newId(now),
    user_id: userId,
    status: 'pending' as const,
    chain_account_id: rows[0]?.id as string,
    network: 'test',
    apps: ['vm'],
    name: 'x',
    contact_email: 'x@farm.test',
    contact_phone: null,
    comment: null,
    sla_version: 1,
    sla_accepted_at: now,
    decided_at: null,
    decided_by: null,
    decision_reason: null,
    created_at: now,
    updated_at: now,
  };
}
