import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildMetadata } from '../../../sandboxes/src/tfgrid/chain/metadata/build-metadata.ts';
import { shapeDifferences } from './check-shape.ts';
import { type RuntimeShape, runtimeShape } from './shape.ts';

const metadata = buildMetadata();
const realMetadata = new URL('../../../../../shared/data/tfchain-metadata-rmb.scale', import.meta.url);

describe.runIf(existsSync(realMetadata))('our table and the metadata of the real chain', () => {
  it('agree on every call, event and storage item', () => {
    expect(shapeDifferences(new Uint8Array(readFileSync(realMetadata)), runtimeShape)).toEqual([]);
  });
});

describe('a runtime', () => {
  it('that has everything we use differs in nothing', () => {
    expect(shapeDifferences(metadata, runtimeShape)).toEqual([]);
  });

  it('may lack what only newer runtimes have', () => {
    const newer = new Set([...runtimeShape.newer, 'TfgridModule.NotYet']);
    const storage = { ...runtimeShape.storage, 'TfgridModule.NotYet': { keys: ['u32'], value: 'u64', optional: true } };
    expect(shapeDifferences(metadata, { ...runtimeShape, storage, newer })).toEqual([]);
  });

  it.each<[string, Partial<RuntimeShape>, string]>([
    ['lacks a call', { calls: { 'SmartContractModule.rent': [] } }, 'call SmartContractModule.rent is missing'],
    [
      'wants another argument',
      { calls: { 'SmartContractModule.cancel_contract': [] } },
      'call SmartContractModule.cancel_contract takes (contract_id), expected ()',
    ],
    [
      'wants its arguments in another type',
      { calls: { 'SmartContractModule.cancel_contract': [['contract_id', 'u32']] } },
      'call SmartContractModule.cancel_contract.contract_id is u64, expected u32',
    ],
    [
      'lost a field of a stored value',
      { storage: { 'TfgridModule.Twins': { keys: ['u32'], value: { struct: { email: 'u8' } }, optional: true } } },
      'storage TfgridModule.Twins.email is missing',
    ],
    [
      'changed a key',
      { storage: { 'TfgridModule.Twins': { keys: ['u64'], value: { struct: {} }, optional: true } } },
      'storage TfgridModule.Twins has keys (u32), expected (u64)',
    ],
    [
      'answers absent keys differently',
      { storage: { 'TfgridModule.Twins': { keys: ['u32'], value: { struct: {} }, optional: false } } },
      'storage TfgridModule.Twins answers absent keys differently',
    ],
    [
      'lost a variant',
      {
        events: { 'SmartContractModule.ContractBilled': { struct: { discount_level: { oneOf: { Platinum: null } } } } },
      },
      'event SmartContractModule.ContractBilled.discount_level has no variant Platinum',
    ],
    ['lacks an event', { events: { 'SmartContractModule.Sold': 'u8' } }, 'event SmartContractModule.Sold is missing'],
    ['signs something unknown', { signedExtensions: new Set() }, 'signed extension CheckNonce is unknown'],
  ])('that %s is told apart, with a sentence', (_, planted, sentence) => {
    const nothing: RuntimeShape = { ...runtimeShape, calls: {}, events: {}, storage: {} };
    expect(shapeDifferences(metadata, { ...nothing, ...planted })).toContain(sentence);
  });
});
