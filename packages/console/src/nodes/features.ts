/** Kinds of workload by the grid's words, those that people look for. */
export const features: readonly (readonly [id: string, name: string])[] = [
  ['zmachine', 'Virtual machines'],
  ['zmachine-light', 'Light virtual machines'],
  ['qsfs', 'Quantum-safe storage'],
  ['zdb', 'Storage backends (ZDB)'],
  ['mycelium', 'Mycelium network'],
  ['gateway-name-proxy', 'Web gateway, grid name'],
  ['gateway-fqdn-proxy', 'Web gateway, own domain'],
];

export const featureName = (id: string): string => features.find(([known]) => known === id)?.[1] ?? id;
