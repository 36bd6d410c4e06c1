import { describe, expect, it } from 'vitest';
import { takeLoopbackBlock } from './loopback.ts';

describe('a block of loopback addresses', () => {
  it('belongs to one grid at a time, and is free again after its release', async () => {
    const first = await takeLoopbackBlock();
    const second = await takeLoopbackBlock();
    expect(second.octet).not.toBe(first.octet);
    expect([first.octet, second.octet].every((octet) => octet >= 64 && octet <= 127)).toBe(true);
    await first.release();
    const third = await takeLoopbackBlock(first.octet);
    expect(third).toMatchObject({ octet: first.octet, hasOwnAddresses: first.hasOwnAddresses });
    await second.release();
    await third.release();
  });
});
