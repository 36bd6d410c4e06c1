import { denormalizeLookup, getLookupCodecBuilder } from '@polkadot-api/metadata-builders';
import { type Codec, metadata } from '@polkadot-api/substrate-bindings';
import { contractTypes } from './contract-types.ts';
import { frameTypes } from './frame-types.ts';
import { gridTypes } from './grid-types.ts';
import type { PalletShape, StorageShape } from './pallet-shape.ts';
import { balances } from './pallets/balances.ts';
import { bridge } from './pallets/bridge.ts';
import { system, timestamp, transactionPayment, utility } from './pallets/frame-pallets.ts';
import { price } from './pallets/price.ts';
import { smartContract } from './pallets/smart-contract.ts';
import { tfgrid } from './pallets/tfgrid.ts';
import { createTypeRegistry, type TypeTable } from './type-registry.ts';

const pallets = [system, timestamp, utility, balances, transactionPayment, tfgrid, smartContract, bridge, price];

/** What a transaction carries besides its call, in TFChain's order: [identifier, type of the data, additionally signed]. */
const signedExtensions: [identifier: string, type: string, additionalSigned: string][] = [
  ['CheckNonZeroSender', 'CheckNonZeroSender', '()'],
  ['CheckSpecVersion', 'CheckSpecVersion', 'u32'],
  ['CheckTxVersion', 'CheckTxVersion', 'u32'],
  ['CheckGenesis', 'CheckGenesis', 'H256'],
  ['CheckMortality', 'CheckMortality', 'H256'],
  ['CheckNonce', 'CheckNonce', '()'],
  ['CheckWeight', 'CheckWeight', '()'],
  ['ChargeTransactionPayment', 'ChargeTransactionPayment', '()'],
  ['ContractIdProvides', 'ContractIdProvides', '()'],
];

const extensionTypes: TypeTable = {
  CheckNonZeroSender: { path: 'frame_system::extensions::check_non_zero_sender::CheckNonZeroSender', fields: [] },
  CheckSpecVersion: { path: 'frame_system::extensions::check_spec_version::CheckSpecVersion', fields: [] },
  CheckTxVersion: { path: 'frame_system::extensions::check_tx_version::CheckTxVersion', fields: [] },
  CheckGenesis: { path: 'frame_system::extensions::check_genesis::CheckGenesis', fields: [] },
  CheckMortality: { path: 'frame_system::extensions::check_mortality::CheckMortality', fields: ['Era'] },
  CheckNonce: { path: 'frame_system::extensions::check_nonce::CheckNonce', fields: ['Compact<u32>'] },
  CheckWeight: { path: 'frame_system::extensions::check_weight::CheckWeight', fields: [] },
  ChargeTransactionPayment: { path: 'pallet_transaction_payment::ChargeTransactionPayment', fields: ['Compact<u128>'] },
  ContractIdProvides: { path: 'pallet_smart_contract::types::ContractIdProvides', fields: [] },
};

/**
 * The runtime's metadata, version 14, as SCALE bytes. With `paddedErrors` it is the one that this side encodes with: an
 * error of a pallet fills four bytes on the wire, and the codecs made from the public metadata do not pad it.
 */
export function buildMetadata(options: { paddedErrors: boolean } = { paddedErrors: false }): Uint8Array {
  const { id, lookup } = createTypeRegistry({
    ...frameTypes,
    ...gridTypes,
    ...contractTypes,
    ...extensionTypes,
    ...outerTypes(options.paddedErrors),
  });
  const extrinsic = {
    type: id('UncheckedExtrinsic'),
    version: 4,
    signedExtensions: signedExtensions.map(([identifier, type, additional]) => ({
      identifier,
      type: id(type),
      additionalSigned: id(additional),
    })),
  };
  const runtime = id('Runtime');
  const build = (encode: Encode) => pallets.map((pallet) => palletValue(pallet, id, encode));
  // Defaults and constants are plain values whose codecs need all types: the first round only names these.
  build(() => '0x00');
  const codecOf: (type: number) => Codec<unknown> = getLookupCodecBuilder(denormalizeLookup(lookup));
  const encoded = build((type, value) => toHex(codecOf(id(type)).enc(value)));
  const value = { lookup, pallets: encoded, extrinsic, type: runtime, apis: [] };
  const whole = { magicNumber: 0x6174656d, metadata: { type: 'v14', tag: 'v14', value } };
  return metadata.enc(whole as unknown as Parameters<typeof metadata.enc>[0]);
}

type Encode = (type: string, value: unknown) => string;
type IdOf = (expression: string) => number;

function palletValue(pallet: PalletShape, id: IdOf, encode: Encode) {
  const { name, index, storage, constants = {} } = pallet;
  const partId = (part: 'calls' | 'events' | 'errors') => (pallet[part] ? id(`${name}.${part}`) : undefined);
  const items = Object.entries(storage ?? {}).map(([item, shape]) => ({
    name: item,
    modifier: shape.fallback ? 1 : 0,
    type: storageType(shape, id),
    fallback: shape.fallback ? encode(shape.value, shape.fallback.value) : '0x00',
    docs: [],
  }));
  return {
    name,
    storage: storage && { prefix: name, items },
    calls: partId('calls'),
    events: partId('events'),
    constants: Object.entries(constants).map(([constant, { type, value }]) => ({
      name: constant,
      type: id(type),
      value: encode(type, value),
      docs: [],
    })),
    errors: partId('errors'),
    index,
    docs: [],
  };
}

/** The enums made from the pallets: each one's calls, events and errors, and the runtime's outer call and event. */
function outerTypes(paddedErrors: boolean): TypeTable {
  const table: TypeTable = {
    Runtime: { path: 'tfchain_runtime::Runtime', fields: [] },
    UncheckedExtrinsic: {
      path: 'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic',
      params: {
        Address: 'MultiAddress',
        Call: 'RuntimeCall',
        Signature: 'MultiSignature',
        Extra: `(${signedExtensions.map(([, type]) => type).join(',')})`,
      },
      fields: ['Vec<u8>'],
    },
  };
  const outer = (part: 'calls' | 'events') =>
    Object.fromEntries(pallets.filter((p) => p[part]).map((p) => [`${p.name}@${p.index}`, [`${p.name}.${part}`]]));
  for (const { name, path, calls, events, errors } of pallets) {
    if (calls) table[`${name}.calls`] = { path: `${path}::pallet::Call`, variants: calls };
    if (events) table[`${name}.events`] = { path: `${path}::pallet::Event`, variants: events };
    if (errors)
      table[`${name}.errors`] = { path: `${path}::pallet::Error`, variants: paddedErrors ? pad(errors) : errors };
  }
  table.RuntimeCall = { path: 'tfchain_runtime::RuntimeCall', variants: outer('calls') };
  table.RuntimeEvent = { path: 'tfchain_runtime::RuntimeEvent', variants: outer('events') };
  return table;
}

/** An index of one byte and three more. */
const pad = (errors: string[]): Record<string, string[]> =>
  Object.fromEntries(errors.map((name) => [name, ['[u8;3]']]));

function storageType(shape: StorageShape, id: IdOf) {
  if (shape.keys.length === 0) return { tag: 'plain', value: id(shape.value) };
  const key = id(shape.keys.length === 1 ? (shape.keys[0] as string) : `(${shape.keys.join(',')})`);
  const hashers = shape.keys.map(() => ({ tag: shape.hasher, value: undefined }));
  return { tag: 'map', value: { hashers, key, value: id(shape.value) } };
}

const toHex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`;
