/** Memory of the API is MiB; people read GB (binary, as the API's). */
export function memoryWords(memoryMb: number): string {
  return memoryMb < 1024 ? `${memoryMb} MB` : `${round(memoryMb / 1024)} GB`;
}

export function diskWords(diskGb: number): string {
  return diskGb < 1024 ? `${Math.floor(diskGb)} GB` : `${round(diskGb / 1024)} TB`;
}

export const coresWords = (cpu: number): string => (cpu === 1 ? '1 core' : `${cpu} cores`);

interface Size {
  cpu: number;
  memoryMb: number;
  diskGb: number;
}

/** 2 cores, 4 GB, 50 GB SSD: never broken inside a value. */
export const sizeWords = ({ cpu, memoryMb, diskGb }: Size): string =>
  unbroken(coresWords(cpu), memoryWords(memoryMb), `${diskWords(diskGb)} SSD`);

/** 2 cores, 4 GB memory, 50 GB SSD: for whoever reads it first here. */
export const fullSizeWords = ({ cpu, memoryMb, diskGb }: Size): string =>
  unbroken(coresWords(cpu), `${memoryWords(memoryMb)} memory`, `${diskWords(diskGb)} SSD`);

export const countWords = (count: number, locale?: string): string => new Intl.NumberFormat(locale).format(count);

const unbroken = (...parts: string[]): string => parts.map((part) => part.replaceAll(' ', '\u00a0')).join(', ');

const round = (value: number): string =>
  value >= 100 ? Math.floor(value).toString() : (Math.floor(value * 10) / 10).toString();
