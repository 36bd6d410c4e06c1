/** Memory of the API is MiB; people read GB (binary, as the API's). */
export function memoryWords(memoryMb: number): string {
  return memoryMb < 1024 ? `${memoryMb} MB` : `${round(memoryMb / 1024)} GB`;
}

export function diskWords(diskGb: number): string {
  return diskGb < 1024 ? `${Math.floor(diskGb)} GB` : `${round(diskGb / 1024)} TB`;
}

export const coresWords = (cpu: number): string => (cpu === 1 ? '1 core' : `${cpu} cores`);

/** 2 cores, 4 GB, 50 GB SSD: one line, never broken inside a value. */
export function sizeWords(size: { cpu: number; memoryMb: number; diskGb: number }): string {
  const parts = [coresWords(size.cpu), memoryWords(size.memoryMb), `${diskWords(size.diskGb)} SSD`];
  return parts.map((part) => part.replaceAll(' ', '\u00a0')).join(', ');
}

export const countWords = (count: number, locale?: string): string => new Intl.NumberFormat(locale).format(count);

const round = (value: number): string =>
  value >= 100 ? Math.floor(value).toString() : (Math.floor(value * 10) / 10).toString();
