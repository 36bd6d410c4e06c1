import { randomUUID } from 'node:crypto';
import { accessTokenVerifier } from './auth0/access-tokens.ts';
import { auth0RoleMirror, type RoleMirror } from './auth0/role-mirror.ts';
import { profileFetcher } from './auth0/user-profile.ts';
import { type Clock, controlledClock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createGridproxy } from './gridproxy/gridproxy.ts';
import { newId } from './ids.ts';
import type { DeploymentJobParts } from './jobs/deployments/parts.ts';
import { createLogger, type Logger } from './log.ts';
import { type Mailer, smtpMailer } from './mail/smtp.ts';
import { createStore, type Store } from './postgres/store.ts';
import { createNodeApi, createRmb, type NodeApi, type Rmb } from './rmb/index.ts';
import { type StripeGateway, stripeGateway } from './stripe/gateway.ts';
import { createSupply, type Supply } from './supply.ts';
import { createTfchain, signerFromMnemonic, type Tfchain } from './tfchain/index.ts';
import { createTreasury, type Treasury } from './treasury.ts';

/** Everything that touches the outside, built once and handed out by name. */
export interface Adapters {
  config: Config;
  clock: Clock;
  log: Logger;
  store: Store;
  supply: Supply;
  stripe: StripeGateway;
  mailer: Mailer;
  chain: Tfchain;
  nodes: NodeApi;
  operator: DeploymentJobParts['operator'];
  gridproxy: ReturnType<typeof createGridproxy>;
  /** The operator's account on Stellar. */
  treasury: Treasury;
  verify: ReturnType<typeof accessTokenVerifier>;
  fetchProfile: ReturnType<typeof profileFetcher>;
  /** Undefined without a management client. */
  roleMirror: RoleMirror | undefined;
  newId: typeof newId;
  /** Names this process where one of several must act. */
  processId: string;
  /** Where the console is: from the configuration, else the port that was opened. */
  site: { origin: string };
  /** Closes the lasting connections to chain and relay; they open again when needed. For a process that is about to rest. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export interface ComposeOptions {
  /** False in a process that lives for one request. */
  subscribe?: boolean;
  maxConnections?: number;
}

/** A question to the chain that takes longer is asked again: one lost answer must not hold up the signer. */
const CHAIN_DEADLINE_MS = 6000;

/** The only place that builds adapters. */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<Adapters> {
  const log = createLogger(config.logLevel);
  const clock = config.clockUrl
    ? await controlledClock(config.clockUrl, { subscribe: options.subscribe ?? true })
    : systemClock();
  const store = createStore(config.databaseUrl, { maxConnections: options.maxConnections ?? 10 });
  const signer = signerFromMnemonic(config.mnemonic);
  const chain = createTfchain({ url: config.chainUrl, signer, deadlineMs: CHAIN_DEADLINE_MS });
  const messaging = lazyMessaging(config, chain, signer, clock, log);
  const mailer = smtpMailer(config.smtpUrl, config.mailFrom);
  return {
    config,
    clock,
    log,
    store,
    supply: createSupply({ store, clock }),
    stripe: stripeGateway(config.stripe),
    mailer,
    chain,
    nodes: createNodeApi({ call: async (...call) => (await messaging.rmb()).call(...call) }),
    operator: async () => ({ twinId: await messaging.twinId(), sign: signer.sign }),
    gridproxy: createGridproxy({ url: config.gridproxyUrl }),
    treasury: createTreasury(config),
    verify: accessTokenVerifier({ issuer: config.issuer, audience: config.audience, clock }),
    fetchProfile: profileFetcher(config.issuer),
    roleMirror: config.management && auth0RoleMirror({ ...config.management, clock }),
    newId,
    processId: randomUUID(),
    site: { origin: config.publicUrl ?? `http://localhost:${config.port}` },
    async rest() {
      messaging.close();
      await chain.close();
    },
    async close() {
      clock.close();
      messaging.close();
      mailer.close();
      await chain.close();
      await store.close();
    },
  };
}

/** The message bus needs the operator's twin id, which only the chain knows: both are asked at first use. */
function lazyMessaging(
  config: Config,
  chain: Tfchain,
  signer: ReturnType<typeof signerFromMnemonic>,
  clock: Clock,
  log: Logger,
) {
  let twin: Promise<number> | undefined;
  let open: Rmb | undefined;
  const twinId = () => {
    twin ??= chain.twinIdOf(signer.address).then((id) => {
      if (id === undefined) throw new Error(`account ${signer.address} has no twin on this chain yet`);
      return id;
    });
    twin.catch(() => {
      twin = undefined;
    });
    return twin;
  };
  return {
    twinId,
    async rmb() {
      const id = await twinId();
      open ??= createRmb({
        relayUrl: config.relayUrl,
        twinId: id,
        keys: signer,
        lookupTwin: async (peerId) => {
          const peer = await chain.twin(peerId);
          return (
            peer && {
              publicKey: peer.publicKey,
              ...(peer.encryptionPublicKey ? { encryptionPublicKey: peer.encryptionPublicKey } : {}),
            }
          );
        },
        now: () => clock.now().getTime(),
        onIgnored: (reason) => log.warn({ reason }, 'a message was not believed'),
      });
      return open;
    },
    close() {
      open?.close();
      open = undefined;
    },
  };
}
