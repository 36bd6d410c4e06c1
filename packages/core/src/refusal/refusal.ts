/** Plain values that travel as JSON: amounts as decimal text, never bigint. */
export type RefusalDetails = Readonly<Record<string, unknown>>;

/** An expected "no": a stable code, a sentence for the person who asked, and facts to act on. */
export interface Refusal<Code extends string = string> {
  readonly refused: true;
  readonly code: Code;
  readonly message: string;
  readonly details?: RefusalDetails;
}

/** A field at fault and what would be right: `must not be empty`. */
export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

export function refuse<const Code extends string>(
  code: Code,
  message: string,
  details?: RefusalDetails,
): Refusal<Code> {
  return details === undefined ? { refused: true, code, message } : { refused: true, code, message, details };
}

/** Tells a refusal from any other outcome, keeping its union of codes. */
export function isRefusal<Outcome>(outcome: Outcome): outcome is Extract<Outcome, Refusal> {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome && outcome.refused === true;
}
