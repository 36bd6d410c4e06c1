import { describe, expect, it } from 'vitest';
import { type App, apps, featuredFirst } from './apps.ts';
import { footprintOf, machineLayout } from './machine-layout.ts';
import { type OrderInput, resolveOrder } from './resolve-order.ts';

const order: OrderInput = { appId: 'vm', imageId: 'ubuntu-24.04', sizeId: 'medium' };
const medium = { cpu: 2, memoryMb: 4096, diskGb: 50 };

describe('what an order names', () => {
  it('is found by the id of its size', () => {
    expect(resolveOrder(order)).toMatchObject({
      app: { id: 'vm' },
      image: { kind: 'full', flist: 'https://hub.grid.tf/tf-official-vms/ubuntu-24.04-full.flist' },
      size: medium,
      sizeId: 'medium',
    });
  });

  it('is found by a size spelled out, listed or not', () => {
    expect(resolveOrder({ ...order, sizeId: undefined, size: medium })).toMatchObject({
      size: medium,
      sizeId: 'medium',
    });
    expect(resolveOrder({ ...order, sizeId: undefined, size: { ...medium, cpu: 3 } })).toMatchObject({ sizeId: null });
  });

  it.each<[string, OrderInput, string]>([
    ['appId', { ...order, appId: 'toaster' }, 'must be one of: vm'],
    ['imageId', { ...order, imageId: 'windows' }, 'must be one of: ubuntu-24.04, ubuntu-22.04, debian-12, alpine-3'],
    ['sizeId', { ...order, sizeId: 'huge' }, 'must be one of: small, medium, large'],
    ['sizeId', { ...order, size: medium }, 'must be left out when size is given'],
    ['size', { ...order, sizeId: undefined }, 'must be given, or sizeId as one of: small, medium, large'],
    [
      'size.cpu',
      { ...order, sizeId: undefined, size: { ...medium, cpu: 256 } },
      'must be a whole number from 1 to 255',
    ],
    [
      'size.cpu',
      { ...order, sizeId: undefined, size: { ...medium, cpu: 1.5 } },
      'must be a whole number from 1 to 255',
    ],
    [
      'size.diskGb',
      { ...order, sizeId: undefined, size: { ...medium, diskGb: 5 } },
      'must be a whole number from 10 to 100000',
    ],
  ])('is refused by the name of the field: %s', (path, input, message) => {
    expect(resolveOrder(input)).toMatchObject({
      refused: true,
      code: 'validation_failed',
      details: { errors: [{ path, message }] },
    });
  });

  it('has every listed size within the limits of its app', () => {
    for (const app of apps) {
      for (const { id, size } of app.sizes) {
        expect(resolveOrder({ appId: app.id, imageId: app.images[0]?.id ?? '', size })).toMatchObject({ sizeId: id });
      }
    }
  });
});

describe('the layout of a machine', () => {
  it('mounts the disk of a full image beside its billed root filesystem', () => {
    expect(machineLayout('full', medium)).toEqual({
      cpu: 2,
      memoryMb: 4096,
      rootMb: 2048,
      volume: { sizeMb: 51_200, mountpoint: '/' },
    });
    expect(footprintOf('full', medium, false)).toMatchObject({ ssdMb: 53_248, publicIpv4Count: 0 });
  });

  it('makes the disk of a micro image its root filesystem', () => {
    expect(machineLayout('micro', medium)).toEqual({ cpu: 2, memoryMb: 4096, rootMb: 51_200, volume: null });
    expect(footprintOf('micro', medium, true)).toEqual({
      cpu: 2,
      memoryMb: 4096,
      ssdMb: 51_200,
      hddMb: 0,
      publicIpv4Count: 1,
    });
  });
});

it('featured apps come first, in the order of the operator', () => {
  const all = ['a', 'b', 'c', 'd'].map((id) => ({ ...apps[0], id }) as App);
  expect(featuredFirst(['d', 'b', 'gone'], all).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
});
