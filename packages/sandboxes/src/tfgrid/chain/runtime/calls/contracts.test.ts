import { beforeEach, describe, expect, it } from 'vitest';
import { customer, farmer, hashOfText, stranger, testGenesis } from '../../test-genesis.ts';
import { createTestRuntime, type TestRuntime } from '../../test-runtime.ts';

let runtime: TestRuntime;
beforeEach(() => {
  runtime = createTestRuntime(testGenesis(1_000n * 10_000_000n));
});

const create = (nodeId: number, hash: string, publicIps = 0, account = customer.address) =>
  runtime.call(account, 'create_node_contract', {
    node_id: nodeId,
    deployment_hash: hashOfText(hash),
    deployment_data: new TextEncoder().encode('{"type":"vm"}'),
    public_ips: publicIps,
    solution_provider_id: undefined,
  });
const rent = (nodeId: number, account = customer.address) =>
  runtime.call(account, 'create_rent_contract', { node_id: nodeId, solution_provider_id: undefined });
const idOfHash = (nodeId: number, hash: string) =>
  runtime.chain.get('SmartContractModule.ContractIDByNodeIDAndHash', nodeId, hashOfText(hash));

describe('create_node_contract', () => {
  it('stores the contract so that node and hash find it', () => {
    expect(create(11, 'a')).toBe('ok');
    expect(idOfHash(11, 'a')).toBe(1n);
    expect(runtime.chain.get('SmartContractModule.ActiveNodeContracts', 11)).toEqual([1n]);
    expect(runtime.takeEvents()).toEqual(['ContractCreated']);
  });

  it('refuses a second contract with the same node and hash, also of somebody else', () => {
    create(11, 'a');
    expect(create(11, 'a')).toBe('ContractIsNotUnique');
    expect(create(11, 'a', 0, stranger.address)).toBe('ContractIsNotUnique');
    expect(create(12, 'a')).toBe('ok');
  });

  it('refuses unknown twins and nodes, and nodes that nobody may deploy on', () => {
    expect(create(11, 'a', 0, '5CNposRewardAccount11111111111111111111111111FSU')).toBe('TwinNotExists');
    expect(create(99, 'a')).toBe('NodeNotExists');
    expect(create(13, 'a')).toBe('NodeNotAvailableToDeploy');
    expect(create(14, 'a')).toBe('NodeNotAvailableToDeploy');
    expect(create(15, 'a')).toBe('OnlyTwinAdminCanDeployOnThisNode');
  });

  it('reserves addresses of the farm and names them in the contract', () => {
    expect(create(11, 'a', 1)).toBe('ok');
    const [created] = runtime.eventsNamed('ContractCreated') as [
      { contract_type: { value: { public_ips_list: object[] } } },
    ];
    expect(created.contract_type.value.public_ips_list).toHaveLength(1);
    expect(create(11, 'b', 2)).toBe('FarmHasNotEnoughPublicIPsFree');
    expect(create(11, 'c', 3)).toBe('FarmHasNotEnoughPublicIPs');
    // A refusal leaves nothing behind.
    expect(idOfHash(11, 'b')).toBe(0n);
    expect(runtime.chain.get('SmartContractModule.ContractID')).toBe(1n);
  });

  it('leaves a rented node to its tenant', () => {
    expect(rent(11)).toBe('ok');
    expect(rent(11, stranger.address)).toBe('NodeHasRentContract');
    expect(create(11, 'a', 0, stranger.address)).toBe('NodeNotAvailableToDeploy');
    expect(create(11, 'a')).toBe('ok');
    expect(runtime.call(customer.address, 'cancel_contract', { contract_id: 1n })).toBe('NodeHasActiveContracts');
  });
});

describe('other contract calls', () => {
  it('let only the owner update and cancel', () => {
    create(11, 'a');
    const update = { contract_id: 1n, deployment_hash: hashOfText('b'), deployment_data: new Uint8Array() };
    expect(runtime.call(stranger.address, 'update_node_contract', update)).toBe('TwinNotAuthorizedToUpdateContract');
    expect(runtime.call(stranger.address, 'cancel_contract', { contract_id: 1n })).toBe(
      'TwinNotAuthorizedToCancelContract',
    );
    expect(runtime.call(customer.address, 'update_node_contract', update)).toBe('ok');
    expect([idOfHash(11, 'a'), idOfHash(11, 'b')]).toEqual([0n, 1n]);
  });

  it('take a report only from the contract’s own node', () => {
    create(11, 'a');
    const used = { cru: 1n, mru: 1n, sru: 1n, hru: 0n };
    const args = { contract_resources: [{ contract_id: 1n, used }] };
    expect(runtime.call(customer.address, 'report_contract_resources', args)).toBe('NodeNotExists');
  });

  it('keep names unique and well formed', () => {
    const name = (text: string) =>
      runtime.call(customer.address, 'create_name_contract', { name: new TextEncoder().encode(text) });
    expect([name('ab'), name('A-b'), name('x'.repeat(65)), name('shop'), name('shop')]).toEqual([
      'NameContractNameTooShort',
      'NameNotValid',
      'NameContractNameTooLong',
      'ok',
      'NameExists',
    ]);
  });

  it('let only the farmer set an extra fee, on an empty node', () => {
    const fee = (account: string) =>
      runtime.call(account, 'set_dedicated_node_extra_fee', { node_id: 11, extra_fee: 5_000n });
    expect(fee(customer.address)).toBe('UnauthorizedToSetExtraFee');
    expect(fee(farmer.address)).toBe('ok');
    expect(create(11, 'a')).toBe('NodeNotAvailableToDeploy');
  });
});

describe('batches', () => {
  const call = (hash: string) => ({
    type: 'SmartContractModule',
    value: {
      type: 'create_node_contract',
      value: {
        node_id: 11,
        deployment_hash: hashOfText(hash),
        deployment_data: new Uint8Array(),
        public_ips: 0,
        solution_provider_id: undefined,
      },
    },
  });
  const calls = [call('a'), call('a'), call('b')];

  it('batch keeps what came before the refusal', () => {
    expect(runtime.call(customer.address, 'Utility.batch', { calls })).toBe('ok');
    expect(runtime.takeEvents()).toEqual(['ContractCreated', 'ItemCompleted', 'BatchInterrupted']);
  });

  it('batch_all keeps nothing and gives the inner refusal', () => {
    expect(runtime.call(customer.address, 'Utility.batch_all', { calls })).toBe('ContractIsNotUnique');
    expect(runtime.takeEvents()).toEqual([]);
    expect(runtime.chain.get('SmartContractModule.ContractID')).toBe(0n);
  });

  it('force_batch goes on', () => {
    runtime.call(customer.address, 'Utility.force_batch', { calls });
    expect(runtime.takeEvents().at(-1)).toBe('BatchCompletedWithErrors');
    expect(runtime.chain.get('SmartContractModule.ContractID')).toBe(2n);
  });
});
