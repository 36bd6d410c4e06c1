import { z } from 'zod';

/** Shapes of `workload.data` per type. Go's decoder ignores unknown keys and reads an absent or null list as empty; so do we. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
const text = z.string().default('');
const bytes = z.number().int().nonnegative();

export const storage = z.object({ size: bytes });
export const publicIp = z.object({ v4: z.boolean().default(false), v6: z.boolean().default(false) });
export const zlogs = z.object({ zmachine: z.string(), output: z.string() });
export const zdb = z.object({
  size: bytes,
  mode: z.enum(['user', 'seq']),
  password: text,
  public: z.boolean().default(false),
});

export const network = z.object({
  ip_range: z.string(),
  subnet: z.string(),
  wireguard_private_key: text,
  wireguard_listen_port: z.number().int().min(0).max(65535).default(0),
  peers: list(
    z.object({ subnet: z.string(), wireguard_public_key: z.string(), allowed_ips: list(z.string()), endpoint: text }),
  ),
  mycelium: z.object({ hex_key: z.string(), peers: list(z.string()) }).nullish(),
});

export const machine = z.object({
  flist: z.url(),
  network: z.object({
    public_ip: text,
    planetary: z.boolean().default(false),
    interfaces: list(z.object({ network: z.string(), ip: z.string() })),
    // Go's struct has no tag for `network`: its own encoder writes `Network`.
    mycelium: z
      .object({ network: z.string().optional(), Network: z.string().optional(), hex_seed: z.string() })
      .nullish(),
  }),
  size: bytes.default(0),
  compute_capacity: z.object({ cpu: z.number().int().min(1).max(255), memory: bytes }),
  mounts: list(z.object({ name: z.string(), mountpoint: z.string() })),
  entrypoint: text,
  env: z
    .record(z.string(), z.string())
    .nullish()
    .transform((env) => env ?? {}),
  corex: z.boolean().default(false),
  gpu: list(z.string()),
});
export type Machine = z.output<typeof machine>;

export const gateway = z.object({
  name: z.string().optional(),
  fqdn: z.string().optional(),
  tls_passthrough: z.boolean().default(false),
  backends: list(z.string()),
  network: z.string().nullish(),
});

const encryption = z.object({ algorithm: z.literal('AES'), key: z.string() });
const qsfsBackend = z.object({ address: z.string(), namespace: z.string(), password: z.string() });
export type QsfsBackend = z.output<typeof qsfsBackend>;
export const qsfs = z.object({
  cache: bytes,
  config: z.object({
    minimal_shards: z.number().int(),
    expected_shards: z.number().int(),
    redundant_groups: z.number().int(),
    redundant_nodes: z.number().int(),
    max_zdb_data_dir_size: z.number().int(),
    encryption,
    meta: z.object({
      type: z.literal('zdb'),
      config: z.object({ prefix: z.string(), encryption, backends: list(qsfsBackend) }),
    }),
    groups: list(z.object({ backends: list(qsfsBackend) })),
    compression: z.object({ algorithm: z.literal('snappy') }),
  }),
});
