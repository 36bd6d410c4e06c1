import { type Logger, pino } from 'pino';

export type { Logger };

const secret = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'mnemonic',
  'clientSecret',
  'client_secret',
  'email',
];

/** Structured lines on standard output. Secrets and personal fields are cut wherever they stand in the first two levels. */
export const createLogger = (level: string): Logger =>
  pino({ level, redact: { paths: [...secret, ...secret.map((name) => `*.${name}`)], remove: true }, base: null });
