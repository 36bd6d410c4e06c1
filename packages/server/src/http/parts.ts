import type { RoleMirror } from '../auth0/role-mirror.ts';
import type { FetchProfile } from '../auth0/user-profile.ts';
import type { Gridproxy } from '../gridproxy/gridproxy.ts';
import type { NewId } from '../ids.ts';
import type { RunJobs } from '../jobs/run-jobs.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../postgres/store.ts';
import type { StripeGateway } from '../stripe/gateway.ts';
import type { Supply } from '../supply.ts';
import type { Tfchain } from '../tfchain/index.ts';
import type { Treasury } from '../treasury.ts';
import type { FixedConfig } from './system/get-config.ts';
import type { ReadinessCheck } from './system/get-ready.ts';

/** What handlers are built over; each operation names the few fields that it needs. */
export interface HttpParts {
  store: Store;
  supply: Supply;
  stripe: StripeGateway;
  chain: Tfchain;
  gridproxy: Gridproxy;
  treasury: Treasury;
  fetchProfile: FetchProfile;
  roleMirror: RoleMirror | undefined;
  /** Where the console is. */
  site: { origin: string };
  newId: NewId;
  log: Logger;
  operatorEmails: readonly string[];
  sshPort: number;
  /** What never changes while the process runs. */
  publicConfig: FixedConfig;
  checks: Record<string, ReadinessCheck>;
  runJobs: RunJobs;
  /** Starts the background work at once where no worker listens. */
  wake: () => void;
}
