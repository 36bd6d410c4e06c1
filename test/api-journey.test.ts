import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse } from './house.ts';
import { type Person, signIn, until } from './person.ts';

const usd = (amount: string) => ({ currency: 'USD' as const, amount });
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDzm4mE4cq5D0v0l3uV8kYg0pP7n8nRkqk0cU0m7E1sG';

describe('from sign-in to delete, by API', () => {
  let house: House;
  let user: Person;
  let operator: Person;

  beforeAll(async () => {
    house = await startHouse();
    operator = await signIn(house, 'operator@demo.test');
    user = await signIn(house, 'user@demo.test');
  });
  afterAll(() => house?.close());

  it('walks the whole path and every cent is right', async () => {
    const { clock } = house.sandboxes;
    const hour = Math.ceil(clock.now() / 3_600_000) * 3_600_000;
    await clock.set(hour + 10 * 60_000);
    await clock.freeze(true);

    const topUp = await user.call('createTopUp', {
      body: { amount: usd('25.00'), paymentMethodId: 'pm_card_visa' },
      idempotencyKey: 'first',
    });
    expect(topUp.status).toBe('processing');
    await until(user, 'getTopUp', { params: { id: topUp.id } }, ({ status }) => status === 'succeeded');
    expect((await user.call('getBalance')).available.amount).toBe('25.0000000');

    const order = {
      name: 'shop-web',
      appId: 'vm',
      imageId: 'ubuntu-24.04',
      sizeId: 'medium',
      placement: { mode: 'auto' as const },
      sshKeys: [key],
    };
    const quote = await user.call('createQuote', { body: order });
    const deployment = await user.call('createDeployment', {
      body: { ...order, quoteId: quote.id ?? '' },
      idempotencyKey: 'deploy',
    });
    expect(deployment.hourly).toEqual(quote.hourly);
    const running = await until(
      user,
      'getDeployment',
      { params: { id: deployment.id } },
      ({ status }) => status === 'running' || status === 'failed',
    );
    expect(running.status, running.statusReason ?? '').toBe('running');
    expect((await user.call('getBalance')).held.amount).toBe('0.0000000');

    await clock.advance(3 * 3600);
    const ran = await operator.call('runJobs');
    expect(ran.idle).toBe(true);
    const usage = await user.call('listDeploymentUsage', { params: { id: deployment.id } });
    expect(usage.items.map((record) => record.seconds)).toEqual([3600, 3600, 3000]);

    await user.call('deleteDeployment', { params: { id: deployment.id } });
    await until(user, 'getDeployment', { params: { id: deployment.id } }, ({ status }) => status === 'deleted');
    const all = await user.call('listTransactions', { query: { kind: 'usage' } });
    expect(all.items).toHaveLength(4);
    const { available, held } = await user.call('getBalance');
    const spent = all.items.reduce((sum, item) => sum + BigInt(item.amount.amount.replace('.', '')), 0n);
    expect(BigInt(available.amount.replace('.', ''))).toBe(250_000_000n + spent);
    expect(held.amount).toBe('0.0000000');
    expect((await operator.call('getOperatorOverview', { query: {} })).ledger.balanced).toBe(true);
    const contracts = house.sandboxes.grid?.access.contracts() ?? [];
    expect(contracts.filter((contract) => contract.twinId === house.sandboxes.grid?.operatorTwinId())).toEqual([]);
  });
});
