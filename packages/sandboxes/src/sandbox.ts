import type { Hono } from 'hono';
import type { SandboxClock } from './clock.ts';

/** What every sandbox is started with. */
export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0 takes any free one. */
  port: number;
  /** Folder for durable state; without it the state ends with the process. */
  dataDir?: string;
  clock: SandboxClock;
}

/** What every started sandbox gives back. */
export interface Sandbox {
  /** Base address without a trailing slash, on `localhost`. */
  url: string;
  port: number;
  /** Routes that the control server mounts under this sandbox's name (`/stripe`, `/grid`, `/mail`); absent if it has none. */
  control?: Hono;
  close(): Promise<void>;
}
