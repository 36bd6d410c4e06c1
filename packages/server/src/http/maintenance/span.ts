import { fieldProblem, HttpProblem } from '../problems.ts';

/** Throws the problem that names the field. */
export function requireZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw fieldProblem('timeZone', 'must be a time zone such as "Europe/Brussels"');
  }
}

/** The database keeps windows of one node apart, also when two are announced at once. */
export async function refuseOverlap<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const fault = error as { code?: unknown; constraint?: unknown } | null;
    // 23P01: exclusion constraint.
    if (fault?.code !== '23P01' || fault.constraint !== 'maintenance_windows_apart') throw error;
    throw new HttpProblem('maintenance_overlap', 'The node has another window in this time.', {
      errors: [{ path: 'startsAt', message: 'overlaps another window of this node' }],
    });
  }
}
