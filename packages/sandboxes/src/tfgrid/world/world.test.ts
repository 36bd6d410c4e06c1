import { describe, expect, it } from 'vitest';
import { freefarmId, providerFarmIds } from './farms.ts';
import { showcaseNodeId } from './nodes.ts';
import { generateWorld, operatorTwinId } from './world.ts';

const options = {
  keySecret: 'a1',
  loopbackOctet: 70,
  operator: { publicKeyHex: '11'.repeat(32), balanceUnits: 5n, twinEncryptionKeyHex: `02${'22'.repeat(32)}` },
};

describe('the generated world', () => {
  const world = generateWorld(options);

  it('is the same for the same options, and has other keys for another secret', () => {
    expect(generateWorld(options)).toEqual(world);
    const other = generateWorld({ ...options, keySecret: 'b2' });
    expect(other.nodes).toEqual(world.nodes);
    expect(other.genesis.twins[300]?.publicKey).not.toEqual(world.genesis.twins[300]?.publicKey);
  });

  it('has about 2,000 nodes in about 200 farms and 40 countries or more', () => {
    expect(world.nodes.length).toBeGreaterThan(1900);
    expect(world.nodes.length).toBeLessThan(2100);
    expect(world.farms).toHaveLength(202);
    expect(new Set(world.nodes.map((node) => node.location.country)).size).toBeGreaterThanOrEqual(40);
    expect(world.nodes.map((node) => node.id)).toEqual(world.nodes.map((_, index) => index + 1));
  });

  it('mixes states, certification and hardware in the shares of a real grid', () => {
    const share = (test: (node: (typeof world.nodes)[number]) => boolean) =>
      world.nodes.filter(test).length / world.nodes.length;
    expect(share((node) => node.status === 'up')).toBeCloseTo(0.94, 1);
    expect(share((node) => node.certification === 'Certified')).toBeCloseTo(0.12, 1);
    expect(world.nodes.filter((node) => node.gpus.length > 0).length).toBeGreaterThanOrEqual(40);
    expect(world.nodes.some((node) => node.generation === 'zos4')).toBe(true);
    expect(world.nodes.some((node) => node.publicConfig?.domain)).toBe(true);
    expect(world.farms.filter((farm) => farm.publicIps.length > 0).length).toBeGreaterThan(50);
    for (const node of world.nodes) expect(node.usedByOthers.mru).toBeLessThanOrEqual(node.resources.mru * 0.9 + 1);
  });

  it('keeps the showcase node up, open and with free IPv4 in Europe', () => {
    const node = world.nodes.find((each) => each.id === showcaseNodeId);
    expect(node).toMatchObject({ farmId: freefarmId, status: 'up', extraFeeMusd: 0, location: { country: 'Belgium' } });
    expect(world.farms.find((farm) => farm.id === freefarmId)).toMatchObject({ dedicated: false });
    expect(world.farms[0]?.publicIps.length).toBe(32);
  });

  it('gives every account and address to one owner only', () => {
    const { twins, farms } = world.genesis;
    expect(new Set(twins.map((twin) => Buffer.from(twin.publicKey).toString('hex'))).size).toBe(twins.length);
    expect(new Set(twins.map((twin) => twin.id)).size).toBe(twins.length);
    const ips = farms.flatMap((farm) => farm.publicIps.map((ip) => ip.ip));
    expect(new Set(ips).size).toBe(ips.length);
    expect(ips.every((ip) => ip.startsWith('127.70.'))).toBe(true);
    expect(twins.find((twin) => twin.id === operatorTwinId)?.publicKey).toEqual(new Uint8Array(32).fill(0x11));
    for (const id of providerFarmIds) {
      const nodes = world.nodes.filter((node) => node.farmId === id);
      expect(nodes).toHaveLength(3);
      for (const node of nodes) expect(node).toMatchObject({ status: 'up', healthy: true, extraFeeMusd: 0 });
    }
  });
});
