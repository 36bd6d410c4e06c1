import { expect } from 'vitest';
import type { Ground } from './house.ts';
import { signIn, until } from './person.ts';

const usd = (amount: string) => ({ currency: 'USD' as const, amount });
const units = (amount: string) => BigInt(amount.replace('.', ''));
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDzm4mE4cq5D0v0l3uV8kYg0pP7n8nRkqk0cU0m7E1sG';

/**
 * From sign-in to delete by API: top-up, order, three hours, delete. Checks every cent on the way. The same against every
 * runtime of the product; `duplicate` delivers every event of the top-up five times.
 */
export async function walkApiJourney(
  house: Ground & { url: string },
  webhooks: 'duplicate' | 'normal' = 'duplicate',
): Promise<void> {
  const { clock, urls, grid } = house.sandboxes;
  const operator = await signIn(house, 'operator@demo.test');
  const user = await signIn(house, 'user@demo.test');
  await clock.set(Math.ceil(clock.now() / 3_600_000) * 3_600_000 + 10 * 60_000);
  await clock.freeze(true);
  const deliver = (mode: 'duplicate' | 'normal') =>
    fetch(`${urls.control}/stripe/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode }),
    });
  await deliver(webhooks);

  const topUp = await user.call('createTopUp', {
    body: { amount: usd('25.00'), paymentMethodId: 'pm_card_visa' },
    idempotencyKey: 'first',
  });
  expect(['processing', 'succeeded']).toContain(topUp.status);
  await until(user, 'getTopUp', { params: { id: topUp.id } }, ({ status }) => status === 'succeeded', 60_000);
  expect((await user.call('getBalance')).available.amount).toBe('25.0000000');
  await deliver('normal');

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
  const { id } = deployment;
  const running = await until(
    user,
    'getDeployment',
    { params: { id } },
    ({ status }) => status === 'running' || status === 'failed',
    90_000,
  );
  expect(running.status, running.statusReason ?? '').toBe('running');
  expect((await user.call('getBalance')).held.amount).toBe('0.0000000');

  await clock.advance(3 * 3600);
  expect((await operator.call('runJobs')).idle).toBe(true);
  const usage = await user.call('listDeploymentUsage', { params: { id } });
  expect(usage.items.map((record) => record.seconds)).toEqual([3600, 3600, 3000]);

  await user.call('deleteDeployment', { params: { id } });
  await until(user, 'getDeployment', { params: { id } }, ({ status }) => status === 'deleted', 90_000);
  const charges = await user.call('listTransactions', { query: { kind: 'usage' } });
  expect(charges.items).toHaveLength(4);
  const spent = charges.items.reduce((sum, item) => sum + units(item.amount.amount), 0n);
  const balance = await user.call('getBalance');
  expect(units(balance.available.amount)).toBe(250_000_000n + spent);
  expect(balance.held.amount).toBe('0.0000000');

  const [receipt] = (await user.call('listInvoices', { query: { kind: 'receipt' } })).items;
  expect(receipt?.total.amount).toBe('25.0000000');
  const receiptId = receipt?.id ?? '';
  const pdf = await user.raw('GET', `/invoices/${receiptId}/pdf`);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  const statement = await user.call('listTransactions');
  expect(statement.items.filter((item) => item.kind === 'top_up')).toHaveLength(1);
  expect((await operator.call('getOperatorOverview', { query: {} })).ledger.balanced).toBe(true);
  expect((grid?.access.contracts() ?? []).filter((contract) => contract.twinId === grid?.operatorTwinId())).toEqual([]);
}
