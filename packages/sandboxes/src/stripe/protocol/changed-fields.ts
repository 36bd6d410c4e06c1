/** The earlier values of the top-level fields that differ, as an event's `previous_attributes` show them. */
export function changedFields(before: object, after: object): Record<string, unknown> {
  const old = new Map(Object.entries(before));
  const differs = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(old.get(key));
  return Object.fromEntries(
    Object.entries(after)
      .filter(differs)
      .map(([key]) => [key, old.get(key) ?? null]),
  );
}
