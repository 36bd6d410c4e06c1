import { z } from 'zod';

export const mailFault = z.strictObject({
  kind: z.enum(['refuse', 'slow']),
  /** How many mails meet the fault. */
  count: z.int().min(1).max(1000).default(1),
  /** How long a slow mail takes, real milliseconds. */
  ms: z.int().min(0).max(60_000).default(2_000),
});

export type MailFault = z.infer<typeof mailFault>;

/** Faults wait in line; each mail meets the first one that is left. */
export interface MailFaults {
  add(fault: MailFault): void;
  take(): MailFault | undefined;
}

export function createMailFaults(): MailFaults {
  const waiting: MailFault[] = [];
  return {
    add: (fault) => {
      waiting.push({ ...fault });
    },
    take() {
      const fault = waiting[0];
      if (fault === undefined) return undefined;
      fault.count -= 1;
      if (fault.count === 0) waiting.shift();
      return fault;
    },
  };
}
