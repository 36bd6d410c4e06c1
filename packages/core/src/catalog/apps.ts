/** Cores, memory in MiB, disk in GiB. */
export interface Size {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly diskGb: number;
}

export interface NamedSize {
  readonly id: string;
  readonly name: string;
  readonly size: Size;
}

/** `full` boots its own kernel from a disk; `micro` is a container image on the node's kernel. */
export type ImageKind = 'full' | 'micro';

export interface Image {
  readonly id: string;
  readonly name: string;
  readonly kind: ImageKind;
  /** Address of the image list that the node fetches. */
  readonly flist: string;
  /** First process; empty where the image's own init starts. */
  readonly entrypoint: string;
  readonly sshUser: string;
}

export interface App {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly summary: string;
  /** Start of the name that is proposed for a deployment. */
  readonly namePrefix: string;
  readonly images: readonly Image[];
  readonly sizes: readonly NamedSize[];
  readonly limits: { readonly min: Size; readonly max: Size };
}

const VMS = 'https://hub.grid.tf/tf-official-vms';
const APPS = 'https://hub.grid.tf/tf-official-apps';

export const apps: readonly App[] = [
  {
    id: 'vm',
    name: 'Virtual machine',
    category: 'Compute',
    summary: 'A Linux server of your own, reached by SSH.',
    namePrefix: 'vm',
    images: [
      {
        id: 'ubuntu-24.04',
        name: 'Ubuntu 24.04',
        kind: 'full',
        flist: `${VMS}/ubuntu-24.04-full.flist`,
        entrypoint: '',
        sshUser: 'root',
      },
      {
        id: 'ubuntu-22.04',
        name: 'Ubuntu 22.04',
        kind: 'full',
        flist: `${VMS}/ubuntu-22.04.flist`,
        entrypoint: '/init.sh',
        sshUser: 'root',
      },
      {
        id: 'debian-12',
        name: 'Debian 12',
        kind: 'micro',
        flist: `${APPS}/threefoldtech-debian-12.flist`,
        entrypoint: '/sbin/zinit init',
        sshUser: 'root',
      },
      {
        id: 'alpine-3',
        name: 'Alpine 3',
        kind: 'micro',
        flist: `${APPS}/threefoldtech-alpine-3.flist`,
        entrypoint: '/entrypoint.sh',
        sshUser: 'root',
      },
    ],
    sizes: [
      { id: 'small', name: 'Small', size: { cpu: 1, memoryMb: 2048, diskGb: 25 } },
      { id: 'medium', name: 'Medium', size: { cpu: 2, memoryMb: 4096, diskGb: 50 } },
      { id: 'large', name: 'Large', size: { cpu: 4, memoryMb: 16_384, diskGb: 100 } },
    ],
    limits: {
      min: { cpu: 1, memoryMb: 512, diskGb: 10 },
      max: { cpu: 255, memoryMb: 4_194_304, diskGb: 100_000 },
    },
  },
];

export const appById = (id: string): App | undefined => apps.find((app) => app.id === id);

/** The operator's choice first, in its order; the rest as the catalog has it. */
export function featuredFirst(featured: readonly string[], all: readonly App[] = apps): App[] {
  const place = ({ id }: App) => (featured.includes(id) ? featured.indexOf(id) : featured.length);
  return [...all].sort((a, b) => place(a) - place(b));
}

export const imageOf = (app: App, id: string): Image | undefined => app.images.find((image) => image.id === id);
