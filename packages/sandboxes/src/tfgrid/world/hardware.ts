/** A kind of machine that farmers really use: nodes of one kind cluster around one size. */
export interface MachineKind {
  weight: number;
  cores: number;
  memoryGib: number;
  /** One of these is chosen per node. */
  ssdGib: readonly number[];
  hddGib: readonly number[];
  manufacturer: string;
  product: string;
  processor: string;
  memoryType: 'DDR3' | 'DDR4' | 'DDR5';
}

export const machineKinds: readonly MachineKind[] = [
  {
    weight: 26,
    cores: 4,
    memoryGib: 16,
    ssdGib: [250, 500, 500, 1000],
    hddGib: [0],
    manufacturer: 'Intel Corporation',
    product: 'NUC8i5BEH',
    processor: 'Intel(R) Core(TM) i5-8259U CPU @ 2.30GHz',
    memoryType: 'DDR4',
  },
  {
    weight: 20,
    cores: 8,
    memoryGib: 32,
    ssdGib: [500, 1000, 1000, 2000],
    hddGib: [0, 0, 1000],
    manufacturer: 'ASRock',
    product: 'DeskMini X300',
    processor: 'AMD Ryzen 5 5600G with Radeon Graphics',
    memoryType: 'DDR4',
  },
  {
    weight: 12,
    cores: 16,
    memoryGib: 64,
    ssdGib: [1000, 2000, 4000],
    hddGib: [0, 0, 4000],
    manufacturer: 'Micro-Star International',
    product: 'B550M PRO',
    processor: 'AMD Ryzen 7 5700G with Radeon Graphics',
    memoryType: 'DDR4',
  },
  {
    weight: 18,
    cores: 24,
    memoryGib: 192,
    ssdGib: [1000, 2000, 4000],
    hddGib: [0, 8000, 12000],
    manufacturer: 'Dell Inc.',
    product: 'PowerEdge R620',
    processor: 'Intel(R) Xeon(R) CPU E5-2620 v2 @ 2.10GHz',
    memoryType: 'DDR3',
  },
  {
    weight: 9,
    cores: 32,
    memoryGib: 256,
    ssdGib: [2000, 4000, 8000],
    hddGib: [0, 12000, 24000],
    manufacturer: 'Supermicro',
    product: 'X9DRi-LN4+',
    processor: 'Intel(R) Xeon(R) CPU E5-2650 v2 @ 2.60GHz',
    memoryType: 'DDR3',
  },
  {
    weight: 7,
    cores: 64,
    memoryGib: 512,
    ssdGib: [4000, 8000, 15000],
    hddGib: [0, 0, 40000],
    manufacturer: 'GIGABYTE',
    product: 'R282-Z93',
    processor: 'AMD EPYC 7452 32-Core Processor',
    memoryType: 'DDR4',
  },
  {
    weight: 3,
    cores: 128,
    memoryGib: 1024,
    ssdGib: [15000, 30000],
    hddGib: [0],
    manufacturer: 'ASUSTeK COMPUTER INC.',
    product: 'RS720A-E11',
    processor: 'AMD EPYC 7713 64-Core Processor',
    memoryType: 'DDR4',
  },
  {
    weight: 5,
    cores: 12,
    memoryGib: 48,
    ssdGib: [250, 500],
    hddGib: [24000, 48000, 72000],
    manufacturer: 'HP',
    product: 'ProLiant DL380e Gen8',
    processor: 'Intel(R) Xeon(R) CPU E5-2430 v2 @ 2.50GHz',
    memoryType: 'DDR3',
  },
];

export interface GpuModel {
  weight: number;
  vendorId: string;
  deviceId: string;
  vendor: string;
  device: string;
}

const nvidia = { vendorId: '10de', vendor: 'NVIDIA Corporation' };
const amd = { vendorId: '1002', vendor: 'Advanced Micro Devices, Inc. [AMD/ATI]' };

export const gpuModels: readonly GpuModel[] = [
  { ...nvidia, weight: 5, deviceId: '2684', device: 'AD102 [GeForce RTX 4090]' },
  { ...nvidia, weight: 6, deviceId: '2204', device: 'GA102 [GeForce RTX 3090]' },
  { ...nvidia, weight: 4, deviceId: '2230', device: 'GA102GL [RTX A6000]' },
  { ...nvidia, weight: 2, deviceId: '20f1', device: 'GA100 [A100 PCIe 40GB]' },
  { ...nvidia, weight: 3, deviceId: '27b8', device: 'AD104GL [L4]' },
  { ...nvidia, weight: 3, deviceId: '1eb8', device: 'TU104GL [Tesla T4]' },
  { ...amd, weight: 4, deviceId: '744c', device: 'Navi 31 [Radeon RX 7900 XT/7900 XTX]' },
  { ...amd, weight: 3, deviceId: '731f', device: 'Navi 10 [Radeon RX 5600 OEM/5600 XT / 5700/5700 XT]' },
];

export const memoryMakers = ['Kingston', 'SK Hynix', 'Samsung', 'Micron Technology', 'Crucial'] as const;
