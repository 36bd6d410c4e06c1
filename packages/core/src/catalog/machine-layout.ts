import { type Footprint, rootFilesystemMb } from '../pricing/index.ts';
import type { ImageKind, Size } from './apps.ts';

/** How a machine of that size is laid out on its node. */
export interface MachineLayout {
  readonly cpu: number;
  readonly memoryMb: number;
  /** Root filesystem of the machine itself, MiB. */
  readonly rootMb: number;
  /** Volume beside it; null for a micro image, whose root filesystem is the ordered disk. */
  readonly volume: { readonly sizeMb: number; readonly mountpoint: '/' } | null;
}

export function machineLayout(kind: ImageKind, size: Size): MachineLayout {
  const { cpu, memoryMb } = size;
  const diskMb = size.diskGb * 1024;
  return kind === 'full'
    ? { cpu, memoryMb, rootMb: rootFilesystemMb(cpu, memoryMb), volume: { sizeMb: diskMb, mountpoint: '/' } }
    : { cpu, memoryMb, rootMb: diskMb, volume: null };
}

/** What the machine takes from its node, as the chain bills it. */
export function footprintOf(kind: ImageKind, size: Size, publicIpv4: boolean): Footprint {
  const layout = machineLayout(kind, size);
  return {
    cpu: layout.cpu,
    memoryMb: layout.memoryMb,
    ssdMb: layout.rootMb + (layout.volume?.sizeMb ?? 0),
    hddMb: 0,
    publicIpv4Count: publicIpv4 ? 1 : 0,
  };
}
