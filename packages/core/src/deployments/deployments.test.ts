import { describe, expect, it } from 'vitest';
import { type BoundOrder, checkQuote } from './quote.ts';
import { deploymentStatuses, isFinal, isMoving, mayDelete, mayFollow } from './status.ts';

describe('states', () => {
  it('delete is legal wherever something is left to delete', () => {
    const illegal = deploymentStatuses.filter((status) => !mayDelete(status));
    expect(illegal).toEqual(['deleting', 'deleted', 'failed']);
  });
  it('nothing leaves a final state', () => {
    expect(deploymentStatuses.filter(isFinal)).toEqual(['deleted', 'failed']);
    expect(mayFollow('deleted', 'running')).toBe(false);
  });
  it('every moving state can end', () => {
    for (const status of deploymentStatuses.filter(isMoving)) {
      expect(mayFollow(status, 'failed') || mayFollow(status, 'deleting')).toBe(true);
    }
  });
});

describe('a quote', () => {
  const order: BoundOrder = {
    appId: 'vm',
    imageId: 'ubuntu-24.04',
    size: { cpu: 2, memoryMb: 4096, diskGb: 50 },
    placement: { mode: 'auto', region: 'europe' },
    publicIpv4: false,
    name: 'web',
    sshKeys: ['ssh-ed25519 AAAA'],
  };
  const quote = { request: order, nodeId: 11, expiresAtMs: 1000, usedBy: null };

  it('fits its own order until it expires', () => {
    expect(checkQuote(quote, order, 999)).toBeUndefined();
    expect(checkQuote(quote, order, 1000)?.code).toBe('quote_expired');
  });
  it('is used once', () => expect(checkQuote({ ...quote, usedBy: 'other' }, order, 0)?.code).toBe('quote_expired'));
  it.each([
    { appId: 'k8s' },
    { imageId: 'debian-12' },
    { size: { ...order.size, cpu: 4 } },
    { placement: { mode: 'auto' as const, region: 'africa' } },
    { placement: { mode: 'node' as const, nodeId: 12 } },
    { publicIpv4: true },
    { name: 'other' },
    { sshKeys: [] },
  ])('binds every field: %o', (change) => {
    expect(checkQuote(quote, { ...order, ...change }, 0)).toMatchObject({
      code: 'quote_mismatch',
      details: { errors: [{ path: Object.keys(change)[0] }] },
    });
  });
  it('may be ordered on the node that it named', () => {
    expect(checkQuote(quote, { ...order, placement: { mode: 'node', nodeId: 11 } }, 0)).toBeUndefined();
  });
});
