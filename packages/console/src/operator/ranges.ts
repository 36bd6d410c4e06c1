/** Days that the overview can look back, counted from now. */
export const ranges = [1, 7, 30, 90, 365] as const;
type Range = (typeof ranges)[number];

export const rangeName = (days: number): string => (days === 1 ? 'Last 24 hours' : `Last ${days} days`);

/** What of the address this page understands; 30 days when nothing is said. */
export function readRange(search: Record<string, unknown>): { days?: Range } {
  const days = ranges.find((each) => each === Number(search.days));
  return days && days !== 30 ? { days } : {};
}
