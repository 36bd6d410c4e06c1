export interface ChangedField {
  field: string;
  before: string;
  after: string;
}

/** Fields that differ between two values, by their path; values as words. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  const [old, fresh] = [leaves(before), leaves(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((field) => old.get(field) !== fresh.get(field))
    .map((field) => ({ field, before: old.get(field) ?? '–', after: fresh.get(field) ?? '–' }));
}

function leaves(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return path === '' ? new Map() : new Map([[path, 'none']]);
  if (typeof value !== 'object') return new Map([[path || 'value', String(value)]]);
  if (Array.isArray(value)) return new Map([[path || 'value', value.map(asText).join(', ') || 'empty']]);
  const found = new Map<string, string>();
  for (const [name, part] of Object.entries(value))
    for (const [field, text] of leaves(part, path === '' ? name : `${path}.${name}`)) found.set(field, text);
  return found;
}

const asText = (part: unknown): string => (typeof part === 'object' ? JSON.stringify(part) : String(part));
