/** An amount cut after the cents: `$1,234.56` and `78901`. Nothing is rounded, so that columns can be added up. */
export function moneyWords(amount: string): { main: string; rest: string } {
  const [, sign = '', whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const padded = decimals.padEnd(2, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return { main: `${sign}$${grouped}.${padded.slice(0, 2)}`, rest: padded.slice(2).replace(/0+$/, '') };
}

export function wholeMoney(amount: string): string {
  const { main, rest } = moneyWords(amount);
  return `${main}${rest}`;
}

/** 288 h 12 min 5 s */
export function timeWords(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.length > 0 ? words.join(' ') : '0 s';
}

/** 22 Nov 2026, in UTC. */
export function dayWords(instant: string): string {
  const at = new Date(instant);
  return `${at.getUTCDate()} ${monthNames[at.getUTCMonth()]?.slice(0, 3)} ${at.getUTCFullYear()}`;
}

/** November 2026 of the first moment of a month in UTC. */
export function monthWords(instant: string): string {
  const at = new Date(instant);
  return `${monthNames[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
