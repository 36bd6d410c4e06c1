import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, usd } from '../invariants/scene.ts';
import { type Asked, ask, problemOf, short } from './refused.ts';

let scene: Scene;
let user: Stranger;
beforeAll(async () => {
  scene = await startScene();
  user = await newPerson(scene.house);
});
afterAll(() => scene?.close());

const refused = (method: string, path: string, asked: Asked = {}) =>
  problemOf(ask(scene.house, method, path, { token: user.token, ...asked })).then(short);
const posted = (path: string, body: unknown) =>
  refused('POST', path, { body, headers: { 'idempotency-key': randomUUID() } });
const order = (change: Record<string, unknown> = {}) => ({
  name: 'web',
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'auto' },
  sshKeys: [sshKey],
  ...change,
});
const size = (change: Record<string, unknown>) =>
  order({ sizeId: undefined, size: { cpu: 2, memoryMb: 4096, diskGb: 50, ...change } });

describe('an amount', () => {
  it.each([
    '0',
    '-1',
    '1e3',
    '10.005',
    'NaN',
    '1000000',
    '4.99',
    '10000.01',
    '',
    ' 25',
    '25,00',
    '0x19',
    '25.00000001',
    'Infinity',
  ])('%j is refused', async (amount) =>
    expect(await posted('/payments/top-ups', { amount: usd(amount) })).toBe('400 validation_failed amount.amount'),
  );

  it.each([
    [{ amount: 25 }, 'amount'],
    [{ amount: '25.00' }, 'amount'],
    [{ amount: { amount: '25.00' } }, 'amount.currency'],
    [{ amount: { currency: 'EUR', amount: '25.00' } }, 'amount.currency'],
    [{ amount: { currency: 'USD', amount: 25 } }, 'amount.amount'],
    [{ amount: { currency: 'USD', amount: '25.00', cents: 1 } }, 'amount.cents'],
    [{ amount: usd('25.00'), credit: true }, 'credit'],
    [{ amount: usd('25.00'), paymentMethodId: 'visa' }, 'paymentMethodId'],
    [{}, 'amount'],
  ])('%j is refused at its field', async (body, path) =>
    expect(await posted('/payments/top-ups', body)).toBe(`400 validation_failed ${path}`),
  );
});

describe('an order', () => {
  it.each(['ab', 'Web', 'a b', '-web', 'web-', 'a--b', 'x'.repeat(51), 'wéb', 'web\n', '', '../etc'])(
    'named %j is refused',
    async (name) => expect(await posted('/deployments', order({ name }))).toBe('400 validation_failed name'),
  );

  it.each([
    '',
    'hello',
    'ssh-ed25519 AAAA',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDzm',
    `${sshKey}\n${sshKey}`,
    `command="id" ${sshKey}`,
    '-----BEGIN OPENSSH PRIVATE KEY-----',
  ])('with the key %j is refused', async (key) =>
    expect(await posted('/deployments', order({ sshKeys: [sshKey, key] }))).toBe('400 validation_failed sshKeys.1'),
  );

  it.each([
    [order({ sshKeys: [] }), 'sshKeys'],
    [order({ sshKeys: Array(11).fill(sshKey) }), 'sshKeys'],
    [order({ sshKeys: undefined }), 'sshKeys'],
    [order({ owner: 'me' }), 'owner'],
    [order({ placement: { mode: 'auto', nodeId: 11 } }), 'placement.nodeId'],
    [order({ placement: { mode: 'node' } }), 'placement.nodeId'],
    [order({ placement: { mode: 'best' } }), 'placement.mode'],
    [order({ placement: { mode: 'node', nodeId: -1 } }), 'placement.nodeId'],
    [order({ appId: 'mainframe' }), 'appId'],
    [order({ imageId: 'windows' }), 'imageId'],
    [order({ sizeId: 'huge' }), 'sizeId'],
    [order({ sizeId: undefined }), 'size'],
    [order({ size: { cpu: 1, memoryMb: 1024, diskGb: 10 } }), 'sizeId'],
    [size({ cpu: '2' }), 'size.cpu'],
    [size({ cpu: 0 }), 'size.cpu'],
    [size({ cpu: 1.5 }), 'size.cpu'],
    [size({ memoryMb: 1 }), 'size.memoryMb'],
    [size({ diskGb: -50 }), 'size.diskGb'],
    [size({ gpu: 1 }), 'size.gpu'],
    [order({ publicIpv4: 'yes' }), 'publicIpv4'],
    [order({ quoteId: 'mine' }), 'quoteId'],
  ])('%j is refused at its field', async (body, path) =>
    expect(await posted('/deployments', body)).toBe(`400 validation_failed ${path}`),
  );

  it('on a node that does not exist is not found', async () => {
    expect(await posted('/deployments', order({ placement: { mode: 'node', nodeId: 2 ** 40 } }))).toBe(
      '404 not_found placement.nodeId',
    );
  });

  it('without money says how much is missing', async () => {
    const body = order();
    const problem = await problemOf(
      ask(scene.house, 'POST', '/deployments', { token: user.token, body, headers: { 'idempotency-key': 'poor' } }),
    );
    expect(problem).toMatchObject({ status: 402, code: 'insufficient_balance' });
    const { hold } = await user.call('createQuote', {
      body: { ...body, name: undefined, sshKeys: undefined } as never,
    });
    expect(problem.details?.missing).toEqual(hold);
  });
});

describe('other input', () => {
  it.each([
    ['PATCH', '/me', { roles: ['cloud-operator'] }, 'roles'],
    ['PATCH', '/me', { email: 'operator@demo.test' }, 'email'],
    ['PATCH', '/me', { name: '  ' }, 'name'],
    ['PATCH', '/me', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['PATCH', '/me', { pictureUrl: 'javascript:alert(1)' }, 'pictureUrl'],
    ['PATCH', '/me', { emailNotifications: 'no' }, 'emailNotifications'],
    ['POST', '/ssh-keys', { name: 'laptop', publicKey: 'none' }, 'publicKey'],
    ['POST', '/ssh-keys', { name: '', publicKey: sshKey }, 'name'],
  ])('%s %s %j is refused at its field', async (method, path, body, field) =>
    expect(await refused(method, path, { body })).toBe(`400 validation_failed ${field}`),
  );

  it.each([
    ['/deployments?owner=me', 'owner'],
    ['/transactions?limit=0', 'limit'],
    ['/transactions?limit=101', 'limit'],
    ['/transactions?limit=many', 'limit'],
    ['/transactions?kind=gift', 'kind'],
    ['/transactions?from=yesterday', 'from'],
    ['/nodes?minCpu=-1', 'minCpu'],
    ['/nodes?gpu=maybe', 'gpu'],
    ['/nodes?colour=blue', 'colour'],
  ])('GET %s is refused at its field', async (path, field) =>
    expect(await refused('GET', path)).toBe(`400 validation_failed ${field}`),
  );

  it('a cursor that the list did not give is refused, whatever it holds', async () => {
    const forged = [
      'x',
      ...[['x'], [''], ['99999999999999999999999'], ['-1'], ["'; drop table users; --"], [{}], []].map(encode),
    ];
    const { token } = scene.operator;
    const lists = [
      '/transactions',
      '/operator/users',
      '/operator/deployments',
      '/deployments',
      '/nodes',
      `/deployments/${await someDeployment()}/events`,
      `/deployments/${await someDeployment()}/usage`,
    ];
    for (const list of lists)
      for (const cursor of [...forged, encode(['2026-13-45T00:00:00.000Z', 'x']), encode(['x', randomUUID()])])
        expect(
          await refused('GET', `${list}?cursor=${encodeURIComponent(cursor)}`, { token }),
          `${list} ${cursor}`,
        ).toBe('400 validation_failed cursor');
  });

  it.each([
    ['{"amount":', 'malformed_body'],
    ['not json', 'malformed_body'],
    ['', 'malformed_body'],
    ['null', 'validation_failed json'],
    ['[]', 'validation_failed json'],
    ['"text"', 'validation_failed json'],
  ])('the body %j is refused', async (body, code) =>
    expect(await refused('POST', '/payments/top-ups', { body, headers: { 'idempotency-key': 'k' } })).toBe(
      `400 ${code}`,
    ),
  );

  it('a body that is not said to be JSON is refused', async () => {
    const headers = { 'content-type': 'text/plain', 'idempotency-key': 'k' };
    expect(
      await refused('POST', '/payments/top-ups', { body: JSON.stringify({ amount: usd('25.00') }), headers }),
    ).toMatch(/^400 /);
  });

  it('the character that no text may hold is refused, not a fault', async () => {
    expect(await refused('PATCH', '/me', { body: { name: 'a\u0000b' } })).toBe('400 malformed_body');
    expect(await refused('GET', '/deployments?q=%00')).toBe('400 malformed_body');
  });

  it.each(['/payments/top-ups', '/payments/webhook', '/quotes'])('a body of 300 KiB at %s is too large', async (path) =>
    expect(await refused('POST', path, { body: JSON.stringify({ x: 'x'.repeat(300 * 1024) }) })).toBe(
      '413 payload_too_large',
    ),
  );

  it('a body that does not say its size is cut off all the same', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(64 * 1024).fill(120));
      },
    });
    const sent = fetch(`${scene.house.url}/api/v1/quotes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await sent.catch(() => undefined);
    if (answer) expect(answer.status).toBe(413);
    expect((await user.raw('GET', '/me')).status).toBe(200);
  });
});

describe('what is not there, or not theirs', () => {
  it.each(['/deployments', '/payments/top-ups', '/ssh-keys'])('an unknown id below %s', async (path) => {
    const method = path === '/ssh-keys' ? 'DELETE' : 'GET';
    for (const id of [randomUUID(), 'x', '1', "'--"])
      expect(await refused(method, `${path}/${encodeURIComponent(id)}`)).toBe('404 not_found');
  });

  it.each(['/nodes/999999', '/nodes/x', '/apps/x', '/nowhere', '/operator'])('GET %s', async (path) =>
    expect(await refused('GET', path)).toBe('404 not_found'),
  );

  it('another verb at a known address names the right ones', async () => {
    const answer = ask(scene.house, 'PUT', '/deployments', { token: user.token, body: {} });
    expect((await answer).headers.get('allow')).toBe('GET, POST');
    expect(short(await problemOf(answer))).toBe('405 method_not_allowed');
  });

  it("somebody else's things look as if they were not there", async () => {
    const deploymentId = await someDeployment();
    const topUpId = await topUp(scene, scene.operator, '5.00');
    const key = await scene.operator.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    const quote = await scene.operator.call('createQuote', {
      body: order({ name: undefined, sshKeys: undefined }) as never,
    });
    for (const [method, path] of [
      ['GET', `/deployments/${deploymentId}`],
      ['DELETE', `/deployments/${deploymentId}`],
      ['GET', `/deployments/${deploymentId}/events`],
      ['GET', `/deployments/${deploymentId}/usage`],
      ['GET', `/payments/top-ups/${topUpId}`],
      ['DELETE', `/ssh-keys/${key.id}`],
    ] as const)
      expect(await refused(method, path), path).toBe('404 not_found');
    expect(await posted('/deployments', order({ quoteId: quote.id }))).toBe('404 not_found quoteId');
    expect((await user.call('listTransactions', { query: { deploymentId } })).items).toEqual([]);
  });
});

/** A deployment of the operator. */
let existing: string | undefined;
async function someDeployment(): Promise<string> {
  if (existing === undefined) {
    await topUp(scene, scene.operator, '10.00');
    const body = order({ name: 'theirs' }) as never;
    existing = (await scene.operator.call('createDeployment', { body, idempotencyKey: 'theirs' })).id;
  }
  return existing;
}

function encode(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}
