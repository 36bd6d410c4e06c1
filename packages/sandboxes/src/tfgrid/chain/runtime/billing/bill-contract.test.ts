import { beforeEach, describe, expect, it } from 'vitest';
import { toAddress } from '../../addresses.ts';
import { customer, customerTwin, farmer, gibibyte, hashOfText, stash, testGenesis } from '../../test-genesis.ts';
import { createTestRuntime, type TestRuntime } from '../../test-runtime.ts';
import type { Contract, PaymentState } from '../values.ts';
import { stakingPoolAccount } from './distribution.ts';
import { gracePeriodSeconds } from './grace.ts';

const hour = 3600;
/** Below the first discount level of the tests' machine at 10 mUSD. */
const modest = 1_000n * 10_000_000n;
const price = 11_250_000n;

let runtime: TestRuntime;
beforeEach(() => {
  runtime = createTestRuntime(testGenesis(modest));
});

const machine = (nodeId: number, hash: string, publicIps = 0) => {
  const args = {
    node_id: nodeId,
    deployment_hash: hashOfText(hash),
    deployment_data: new Uint8Array(),
    public_ips: publicIps,
    solution_provider_id: undefined,
  };
  expect(runtime.call(customer.address, 'create_node_contract', args)).toBe('ok');
  const id = runtime.chain.get('SmartContractModule.ContractID');
  return id;
};
const report = (nodeId: number, contractId: bigint) => {
  const nodeAccount = toAddress(new Uint8Array(32).fill(100 + nodeId));
  const used = { cru: 2n, mru: BigInt(4 * gibibyte), sru: BigInt(50 * gibibyte), hru: 0n };
  const args = { contract_resources: [{ contract_id: contractId, used }] };
  expect(runtime.call(nodeAccount, 'report_contract_resources', args)).toBe('ok');
};
const bill = (contractId: bigint) =>
  runtime.call(customer.address, 'bill_contract_for_block', { contract_id: contractId });
const contract = (id: bigint): Contract | undefined => runtime.chain.get('SmartContractModule.Contracts', id);
const payment = (id: bigint) => runtime.chain.get('SmartContractModule.ContractPaymentState', id) as PaymentState;
const balance = (account: string) => runtime.chain.get('System.Account', account).data;
const bills = () =>
  runtime.eventsNamed('ContractBilled').map((value) => (value as { amount_billed: bigint }).amount_billed);

describe('a bill', () => {
  it('reserves the price of the hour and leaves the rest usable', () => {
    const id = machine(11, 'a');
    report(11, id);
    runtime.pass(hour);
    expect(bill(id)).toBe('ok');
    expect(bills()).toEqual([price]);
    expect(balance(customer.address)).toMatchObject({ free: modest - price, reserved: price });
  });

  it('is a quarter higher on a certified node', () => {
    const id = machine(12, 'a');
    report(12, id);
    runtime.pass(hour);
    bill(id);
    expect(bills()).toEqual([14_062_500n]);
  });

  it('counts the balance of the bonded stash for the discount, and never takes from it', () => {
    const id = machine(11, 'a');
    report(11, id);
    const richStash = 20_000n * 10_000_000n;
    const info = runtime.chain.get('System.Account', stash.address);
    runtime.chain.set('System.Account', [stash.address], {
      ...info,
      providers: 1,
      data: { ...info.data, free: richStash },
    });
    runtime.pass(hour);
    expect(runtime.call(stash.address, 'TfgridModule.bond_twin_account', { twin_id: customerTwin })).toBe('ok');
    bill(id);
    expect(bills()).toEqual([4_500_000n]);
    expect(balance(stash.address).free).toBe(richStash);
  });

  it('is nothing while the node has reported nothing, and then covers the whole time', () => {
    const id = machine(11, 'a');
    runtime.pass(hour);
    bill(id);
    expect(bills()).toEqual([]);
    report(11, id);
    runtime.pass(hour);
    bill(id);
    expect(bills()).toEqual([2n * price]);
  });

  it('of a rented node is half the full price and the extra fee, and its machines cost nothing more', () => {
    expect(
      runtime.call(customer.address, 'create_rent_contract', { node_id: 13, solution_provider_id: undefined }),
    ).toBe('ok');
    const rent = runtime.chain.get('SmartContractModule.ContractID');
    const id = machine(13, 'a');
    report(13, id);
    runtime.pass(hour);
    bill(rent);
    bill(id);
    expect(bills()).toEqual([24_809_200n + 13_888_900n]);
  });

  it('of a name is its own price', () => {
    runtime.call(customer.address, 'create_name_contract', { name: new TextEncoder().encode('my-app') });
    runtime.pass(hour);
    bill(1n);
    // 1,000 TFT cover the name for more than 18 months.
    expect(bills()).toEqual([100_000n]);
  });
});

describe('rewards', () => {
  it('are paid after 24 cycles: half to the farmer, 40 % to the foundation, 10 % to the staking pool', () => {
    const id = machine(11, 'a');
    report(11, id);
    const before = [farmer.address, stakingPoolAccount].map((account) => balance(account).free);
    for (let cycle = 0; cycle < 24; cycle++) {
      runtime.pass(hour);
      bill(id);
    }
    const day = price * 24n;
    const [farmerGot, stakingGot] = [farmer.address, stakingPoolAccount].map(
      (account, index) => balance(account).free - (before[index] ?? 0n),
    );
    expect([farmerGot, stakingGot]).toEqual([day / 2n, day / 10n]);
    expect(balance(customer.address)).toMatchObject({ free: modest - day, reserved: 0n });
    expect(runtime.eventsNamed('RewardDistributed')).toEqual([
      { contract_id: id, standard_rewards: day, additional_rewards: 0n },
    ]);
  });

  it('are paid at once when the contract is cancelled, with the last part of an hour', () => {
    const id = machine(11, 'a', 1);
    report(11, id);
    runtime.pass(1800);
    runtime.takeEvents();
    expect(runtime.call(customer.address, 'cancel_contract', { contract_id: id })).toBe('ok');
    expect(bills()).toEqual([7_625_000n]);
    expect(runtime.takeEvents()).toEqual(['ContractBilled', 'RewardDistributed', 'IPsFreed', 'NodeContractCanceled']);
    expect(contract(id)).toBeUndefined();
    expect(balance(customer.address).reserved).toBe(0n);
    expect(runtime.chain.get('TfgridModule.Farms', 1)?.public_ips.every((ip) => ip.contract_id === 0n)).toBe(true);
    expect(bill(id)).toBe('ContractNotExists');
  });
});

describe('grace', () => {
  let id: bigint;
  beforeEach(() => {
    runtime = createTestRuntime(testGenesis(price + 5_000_500n));
    id = machine(11, 'a');
    report(11, id);
    runtime.pass(hour);
    bill(id);
    runtime.takeEvents();
    runtime.pass(hour);
    bill(id);
  });

  it('begins with a bill that cannot be paid; what is there is taken and the rest is debt', () => {
    expect(runtime.takeEvents()).toEqual(['ContractGracePeriodStarted', 'ContractPaymentOverdrawn']);
    expect(contract(id)?.state.type).toBe('GracePeriod');
    expect(payment(id)).toMatchObject({ standard_reserve: price + 5_000_000n, standard_overdraft: price - 5_000_000n });
    expect(balance(customer.address).free).toBe(500n);
    expect(runtime.eventsNamed('ContractPaymentOverdrawn')).toMatchObject([
      { partially_billed_amount: 5_000_000n, overdraft: price - 5_000_000n },
    ]);
  });

  it('refuses changes of the contract', () => {
    const args = { contract_id: id, deployment_hash: hashOfText('b'), deployment_data: new Uint8Array() };
    expect(runtime.call(customer.address, 'update_node_contract', args)).toBe('CannotUpdateContractInGraceState');
  });

  it('ends with the first bill that can be paid, debt included', () => {
    const topUp = { dest: { type: 'Id', value: customer.address }, value: 100_000_000n };
    runtime.pass(hour);
    bill(id);
    expect(runtime.call(farmer.address, 'Balances.transfer_keep_alive', topUp)).toBe('ok');
    runtime.takeEvents();
    runtime.pass(hour);
    bill(id);
    expect(runtime.takeEvents()).toEqual(['ContractGracePeriodEnded', 'ContractBilled']);
    expect(contract(id)?.state.type).toBe('Created');
    expect(bills().at(-1)).toBe(price - 5_000_000n + 2n * price);
    expect(payment(id)).toMatchObject({ standard_overdraft: 0n });
  });

  it('ends after 14 days with the removal of the contract', () => {
    runtime.pass(Number(gracePeriodSeconds) - 1);
    bill(id);
    expect(contract(id)?.state.type).toBe('GracePeriod');
    runtime.takeEvents();
    runtime.pass(1);
    bill(id);
    expect(runtime.takeEvents()).toEqual([
      'ContractGracePeriodElapsed',
      'ContractPaymentOverdrawn',
      'RewardDistributed',
      'NodeContractCanceled',
    ]);
    expect(contract(id)).toBeUndefined();
    expect(balance(customer.address)).toMatchObject({ free: 500n, reserved: 0n });
  });
});
