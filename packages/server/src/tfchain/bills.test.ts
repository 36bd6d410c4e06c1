import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelContract } from './calls.ts';
import { HistoryGone } from './errors.ts';
import { contractCall, farmer, operator, startTestChain, type TestChain } from './test-chain.ts';

let test: TestChain;
beforeAll(async () => {
  test = await startTestChain();
});
afterAll(() => test.close());

it('a contract is seen from its creation over each bill to the payment of the farmer', async () => {
  const { tfchain, clock } = test;
  const before = (await tfchain.finalizedHead()).number;
  const created = await test.carryOut(contractCall(1, { publicIps: 1 }));
  const [contract] = created.events.flatMap((event) => (event.kind === 'contract_created' ? [event.contract] : []));
  if (!contract) throw new Error('no contract');
  const { contractId } = contract;
  await clock.advance(3 * 3600);
  const farmerBefore = (await tfchain.account(farmer.address)).freeUnits;
  await test.carryOut(cancelContract(contractId));
  const head = (await tfchain.finalizedHead()).number;

  const blocks = await Promise.all(
    Array.from({ length: head - before }, (_, at) => tfchain.billingBlock(before + 1 + at)),
  );
  expect(blocks.flatMap((block) => block.created)).toEqual([{ contractId, nodeId: 11, twinId: 7001 }]);
  const billed = blocks.filter(({ bills }) => bills.length > 0);
  const bills = billed.flatMap((block) => block.bills);
  // An hour each, then the rest at the end, when all that was set aside is paid out.
  expect(bills.map(({ kind }) => kind)).toEqual(['billed', 'billed', 'billed', 'billed', 'distributed']);
  expect(bills.every((bill) => bill.contractId === contractId)).toBe(true);
  for (const { facts } of billed) expect(facts).toMatchObject({ specVersion: 157, price: { averageMusd: 10 } });
  const times = billed.map(({ facts }) => facts?.at.getTime() ?? 0);
  expect(times[2] ?? 0).toBeGreaterThanOrEqual((times[0] ?? 0) + 2 * 3_600_000);

  const setAside = bills.reduce((sum, bill) => (bill.kind === 'billed' ? sum + bill.amountUnits : sum), 0n);
  const paid = bills.find(({ kind }) => kind === 'distributed');
  expect(paid).toMatchObject({ amountUnits: setAside, additionalUnits: 0n });
  const part = (await tfchain.account(farmer.address)).freeUnits - farmerBefore;
  expect(part - setAside / 2n >= -1n && part - setAside / 2n <= 1n).toBe(true);
});

it('a block that the node no longer keeps says so', async () => {
  await expect(test.tfchain.billingBlock(10_000_000)).rejects.toThrow(HistoryGone);
});

it('knows the runtime of this moment and who the operator is', async () => {
  expect(await test.tfchain.specVersion()).toBe(157);
  expect(await test.tfchain.twinIdOf(operator.address)).toBe(7001);
});
