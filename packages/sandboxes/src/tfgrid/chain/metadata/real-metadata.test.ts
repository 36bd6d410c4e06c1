import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getChecksumBuilder, getLookupFn } from '@polkadot-api/metadata-builders';
import { metadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings';
import { describe, expect, it } from 'vitest';
import { dispatchableCalls } from '../runtime/dispatch.ts';
import { buildMetadata } from './build-metadata.ts';

/** Metadata of the real chain before the payment states; it lies beside the checkout, never in it. */
const file = resolve(import.meta.dirname, '../../../../../../../shared/data/tfchain-metadata-rmb.scale');

/** What the real chain got only after that metadata was taken. */
const newer = new Set([
  'storage TfgridModule.NodeV3BillingOptOut',
  'storage TfgridModule.AllowedTwinAdmins',
  'storage SmartContractModule.ContractPaymentState',
  'calls TfgridModule.opt_out_of_v3_billing',
  'events TfgridModule.TwinTransferRequested',
  'events TfgridModule.TwinOwnershipTransferred',
  'events TfgridModule.TwinTransferCanceled',
  'events TfgridModule.NodeV3BillingOptedOut',
  'events TfgridModule.TwinAdminAdded',
  'events TfgridModule.TwinAdminRemoved',
  'events TfgridModule.NodeV3OptOutMetadataUpdated',
  'events SmartContractModule.RentWaived',
  'events SmartContractModule.ContractGracePeriodElapsed',
  'events SmartContractModule.ContractPaymentOverdrawn',
  'events SmartContractModule.RewardDistributed',
]);

interface Shape {
  /** Position on the wire, or 0 where there is none. */
  index: number;
  checksum: string | null;
}

/** Every storage item, call and event as `kind Pallet.name`, with a checksum over the structure of its types. */
function shapesOf(bytes: Uint8Array): Map<string, Shape> {
  const unified = unifyMetadata(metadata.dec(bytes));
  const checksums = getChecksumBuilder(getLookupFn(unified));
  const shapes = new Map<string, Shape>();
  for (const pallet of unified.pallets) {
    for (const { name } of pallet.storage?.items ?? []) {
      shapes.set(`storage ${pallet.name}.${name}`, { index: 0, checksum: checksums.buildStorage(pallet.name, name) });
    }
    for (const kind of ['calls', 'events', 'errors'] as const) {
      const checksum = { calls: checksums.buildCall, events: checksums.buildEvent, errors: checksums.buildError }[kind];
      for (const { name, index } of variantsOf(unified, pallet[kind]?.type)) {
        shapes.set(`${kind} ${pallet.name}.${name}`, { index, checksum: checksum(pallet.name, name) });
      }
    }
  }
  return shapes;
}

function variantsOf(unified: UnifiedMetadata, type: number | undefined) {
  const definition = type === undefined ? undefined : unified.lookup[type]?.def;
  return definition?.tag === 'variant' ? definition.value : [];
}

describe('the metadata', () => {
  it('offers exactly the calls that can be carried out', () => {
    const calls = [...shapesOf(buildMetadata()).keys()].filter((name) => name.startsWith('calls '));
    const offered = calls.map((name) => name.slice('calls '.length)).filter((name) => name !== 'Timestamp.set');
    expect(offered.sort()).toEqual([...dispatchableCalls].sort());
  });
});

describe.runIf(existsSync(file))('beside the metadata of the real chain', () => {
  const own = shapesOf(buildMetadata());
  // A suite is collected even where it does not run.
  const real = existsSync(file) ? shapesOf(readFileSync(file)) : own;
  // Batches and failures name the outer call and error, which have fewer variants here.
  const holdsEveryCall = (name: string) =>
    /calls Utility\.|events (Utility|System)\.|storage System\.Events/.test(name);
  const shared = [...own.keys()].filter((name) => !newer.has(name) && !name.startsWith('errors '));

  it('every call, event and storage item has the real name and index', () => {
    expect(shared.filter((name) => !real.has(name))).toEqual([]);
    expect(shared.filter((name) => real.get(name)?.index !== own.get(name)?.index)).toEqual([]);
  });

  it('every call, event and storage item has the real types', () => {
    const compared = shared.filter((name) => !holdsEveryCall(name));
    expect(compared.filter((name) => real.get(name)?.checksum !== own.get(name)?.checksum)).toEqual([]);
    expect(compared.length).toBeGreaterThan(100);
  });

  it('every error of the real chain has its index', () => {
    const errors = [...real].filter(([name]) => /^errors (TfgridModule|SmartContractModule|TFT|Balances)/.test(name));
    expect(errors.filter(([name, { index }]) => own.get(name)?.index !== index)).toEqual([]);
    expect(errors.length).toBeGreaterThan(150);
  });
});
