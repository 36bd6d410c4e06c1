/** europe → Europe, north-america → North America: regions of the API as people write them. */
export function regionName(region: string): string {
  return region
    .split(/[-_ ]+/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ');
}
