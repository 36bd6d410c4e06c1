import { describe, expect, it } from 'vitest';
import { contractSchema } from './contract.ts';
import { readEvent } from './events.ts';

const text = (value: string) => new TextEncoder().encode(value);
const read = (name: string, raw: unknown) => readEvent({ pallet: 'SmartContractModule', name, raw });

describe('an event', () => {
  it('of a bill says what was paid at which level', () => {
    const raw = { contract_id: 5n, timestamp: 1_700_000_000n, discount_level: { type: 'Gold' }, amount_billed: 450n };
    expect(read('ContractBilled', raw)).toEqual({
      kind: 'contract_billed',
      contractId: 5,
      atSeconds: 1_700_000_000,
      discountLevel: 'Gold',
      amountUnits: 450n,
    });
  });

  it('of an unpaid bill keeps what was paid and what was not apart', () => {
    const raw = { contract_id: 5n, timestamp: 1n, partially_billed_amount: 10n, overdraft: 7n };
    expect(read('ContractPaymentOverdrawn', raw)).toMatchObject({ paidUnits: 10n, overdraftUnits: 7n });
  });

  it('with new fields is read, one without a needed field is not', () => {
    const canceled = { contract_id: 5n, node_id: 11, twin_id: 7 };
    expect(read('NodeContractCanceled', { ...canceled, reason: 'new' })).toMatchObject({ kind: 'contract_canceled' });
    expect(() => read('NodeContractCanceled', { contract_id: 5n })).toThrow(/NodeContractCanceled/);
  });

  it('that nobody knows keeps its names', () => {
    expect(read('InventedNextYear', { any: 'thing' })).toEqual({
      kind: 'other',
      pallet: 'SmartContractModule',
      name: 'InventedNextYear',
    });
  });
});

describe('a contract', () => {
  const base = { contract_id: 9n, twin_id: 7, state: { type: 'Created', value: undefined } };
  const node = {
    node_id: 11,
    deployment_hash: `0x${Buffer.from('bc85aef0aa120cd3f20a950f1ba8ad68').toString('hex')}`,
    deployment_data: text('{"version":4}'),
    public_ips_list: [{ ip: text('185.69.167.10/24'), gateway: text('185.69.167.1'), contract_id: 9n }],
  };

  it('on a node names its hash as text', () => {
    expect(contractSchema.parse({ ...base, contract_type: { type: 'NodeContract', value: node } })).toEqual({
      contractId: 9,
      twinId: 7,
      state: { kind: 'created' },
      subject: {
        kind: 'node',
        nodeId: 11,
        hash: 'bc85aef0aa120cd3f20a950f1ba8ad68',
        deploymentData: '{"version":4}',
        publicIps: [{ ip: '185.69.167.10/24', gateway: '185.69.167.1' }],
      },
    });
  });

  it.each([
    [
      { type: 'NameContract', value: text('demo') },
      { kind: 'name', name: 'demo' },
    ],
    [
      { type: 'NameContract', value: { name: text('demo') } },
      { kind: 'name', name: 'demo' },
    ],
    [
      { type: 'RentContract', value: 11 },
      { kind: 'rent', nodeId: 11 },
    ],
    [
      { type: 'RentContract', value: { node_id: 11 } },
      { kind: 'rent', nodeId: 11 },
    ],
  ])('of another kind is read too (%#)', (contract_type, subject) => {
    expect(contractSchema.parse({ ...base, contract_type }).subject).toEqual(subject);
  });

  it.each([
    [
      { type: 'GracePeriod', value: 1234n },
      { kind: 'grace', sinceBlock: 1234 },
    ],
    [
      { type: 'Deleted', value: { type: 'OutOfFunds', value: undefined } },
      { kind: 'deleted', cause: 'OutOfFunds' },
    ],
  ])('has its state (%#)', (state, expected) => {
    const contract_type = { type: 'RentContract', value: 11 };
    expect(contractSchema.parse({ ...base, state, contract_type }).state).toEqual(expected);
  });
});
