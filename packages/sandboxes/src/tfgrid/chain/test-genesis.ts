import { generateMnemonic } from '@polkadot-labs/hdkd-helpers';
import type { Genesis } from './genesis.ts';
import { accountOfPhrase } from './phrase-account.ts';

const phrase = generateMnemonic();
export const gibibyte = 1024 ** 3;

/** The tests' customer owns twin 7, their stranger twin 8, their farmer twin 1 with farm 1 and nodes 11 to 14. */
export const customer = accountOfPhrase(phrase, '//customer');
export const stranger = accountOfPhrase(phrase, '//stranger');
export const farmer = accountOfPhrase(phrase, '//farmer');
export const stash = accountOfPhrase(phrase, '//stash');
export const customerTwin = 7;

const node = (id: number, twinId: number) => ({
  id,
  farmId: 1,
  twinId,
  resources: { cru: 4, mru: 16_696_685_363, sru: 128_032_975_094, hru: 2_000_381_018_112 },
  location: { city: 'Ghent', country: 'Belgium', latitude: '51.05', longitude: '3.71' },
  certification: 'Diy' as const,
  createdAtSeconds: 1_700_000_000,
});

/** Node 11 is ordinary, 12 certified, 13 has an extra fee of 10 USD a month, 14 is on standby, 15 opted out. */
export function testGenesis(customerUnits: bigint): Genesis {
  const keyOf = (id: number) => new Uint8Array(32).fill(id);
  return {
    accounts: [
      { publicKey: customer.publicKey, freeUnits: customerUnits },
      { publicKey: stranger.publicKey, freeUnits: 1_000n * 10_000_000n },
      { publicKey: farmer.publicKey, freeUnits: 1_000n * 10_000_000n },
    ],
    twins: [
      { id: 1, publicKey: farmer.publicKey },
      { id: customerTwin, publicKey: customer.publicKey, relay: 'relay.test' },
      { id: 8, publicKey: stranger.publicKey },
      ...[11, 12, 13, 14, 15].map((id) => ({ id: 100 + id, publicKey: keyOf(100 + id) })),
    ],
    farms: [
      {
        id: 1,
        name: 'Freefarm',
        twinId: 1,
        certification: 'NotCertified',
        dedicated: false,
        publicIps: [
          { ip: '185.69.167.10/24', gateway: '185.69.167.1' },
          { ip: '185.69.167.11/24', gateway: '185.69.167.1' },
        ],
      },
    ],
    nodes: [
      node(11, 111),
      { ...node(12, 112), certification: 'Certified' },
      { ...node(13, 113), extraFeeMusd: 10_000 },
      { ...node(14, 114), power: 'down' },
      { ...node(15, 115), v3OptOut: true },
    ],
  };
}

/** A deployment hash as the chain takes it: the 32 characters of an md5 as bytes. */
export const hashOfText = (md5: string): string => `0x${Buffer.from(md5.padEnd(32, '0'), 'latin1').toString('hex')}`;
