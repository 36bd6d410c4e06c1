import type { MachineFacts } from './machine-facts.ts';

type Answer = string | { error: string };
type ShellCommand = (args: string[], facts: MachineFacts, nowMs: number) => Answer;

const gib = 1024 ** 3;
const mib = 1024 ** 2;

/** What the machine's shell can do. Facts are the workload's own; nothing runs on the host. */
export const shellCommands: Record<string, ShellCommand> = {
  hostname: (_args, { hostname }) => hostname,
  whoami: () => 'root',
  id: () => 'uid=0(root) gid=0(root) groups=0(root)',
  pwd: () => '/root',
  true: () => '',
  false: () => ({ error: '' }),
  echo: (args) => args.join(' '),
  nproc: (_args, { cpu }) => String(cpu),
  uname(args, { hostname, image }) {
    if (args[0] === '-r') return image.kernel;
    return args[0] === '-a' ? `Linux ${hostname} ${image.kernel} #1 SMP x86_64 GNU/Linux` : 'Linux';
  },
  date: (_args, _facts, nowMs) => new Date(nowMs).toUTCString(),
  uptime(_args, { bootedAtMs }, nowMs) {
    const seconds = Math.max(0, Math.floor((nowMs - bootedAtMs) / 1000));
    const [days, hours, minutes] = [
      Math.floor(seconds / 86_400),
      Math.floor(seconds / 3600) % 24,
      Math.floor(seconds / 60) % 60,
    ];
    const since =
      days > 0
        ? `${days} days, ${hours}:${String(minutes).padStart(2, '0')}`
        : `${hours}:${String(minutes).padStart(2, '0')}`;
    return ` ${new Date(nowMs).toISOString().slice(11, 19)} up ${since},  1 user,  load average: 0.00, 0.01, 0.00`;
  },
  env: (_args, { env, hostname }) =>
    Object.entries({ HOME: '/root', USER: 'root', SHELL: '/bin/bash', HOSTNAME: hostname, ...env })
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  free: (args, { memoryBytes }) => {
    const unit = args.includes('-g') ? gib : args.includes('-m') ? mib : 1024;
    const [total, used, cache] = [memoryBytes, memoryBytes * 0.07, memoryBytes * 0.12].map((bytes) =>
      Math.round(bytes / unit),
    );
    const columns = [total, used, (total ?? 0) - (used ?? 0) - (cache ?? 0), 0, cache, (total ?? 0) - (used ?? 0)];
    const row = (values: unknown[]) => values.map((value) => String(value).padStart(12)).join('');
    return `       ${row(['total', 'used', 'free', 'shared', 'buff/cache', 'available'])}\nMem:   ${row(columns)}\nSwap:  ${row([0, 0, 0])}`;
  },
  df: (_args, facts) => {
    // A full virtual machine boots from its first disk; a container has a root file system of its own.
    const bootsFromDisk = facts.mounts.some(({ mountpoint }) => mountpoint === '/');
    const disks = bootsFromDisk ? facts.mounts : [{ mountpoint: '/', sizeBytes: facts.rootBytes }, ...facts.mounts];
    const lines = disks.map(({ mountpoint, sizeBytes }, index) => {
      const used = index === 0 ? Math.min(sizeBytes * 0.5, 1.2 * gib) : sizeBytes * 0.01;
      const cells = [sizeBytes, used, sizeBytes - used].map((bytes) => human(bytes).padStart(6)).join('');
      return `${`/dev/vd${String.fromCharCode(97 + index)}`.padEnd(15)}${cells} ${String(Math.round((used / sizeBytes) * 100)).padStart(3)}% ${mountpoint}`;
    });
    return ['Filesystem       Size  Used Avail Use% Mounted on', ...lines].join('\n');
  },
  ip: (_args, { privateIp, publicIp, myceliumIp }) =>
    [
      ['lo', '127.0.0.1/8'],
      ['eth0', `${privateIp}/24`],
      ...(publicIp ? [['eth1', `${publicIp}/24`]] : []),
      ...(myceliumIp ? [['mycelium', `${myceliumIp}/64`]] : []),
    ]
      .map(
        ([name, address], index) =>
          `${index + 1}: ${name}: <UP,LOWER_UP>\n    inet${address?.includes(':') ? '6' : ''} ${address}`,
      )
      .join('\n'),
  ls: (args, { mounts }) => {
    const path = args.find((arg) => !arg.startsWith('-')) ?? '/root';
    if (path === '/root' || path === '~') return '';
    if (path === '/')
      return [
        'bin',
        'dev',
        'etc',
        'home',
        'proc',
        'root',
        'sys',
        'tmp',
        'usr',
        'var',
        ...mounts.map(({ mountpoint }) => mountpoint.slice(1)),
      ].join('  ');
    return mounts.some(({ mountpoint }) => mountpoint === path)
      ? 'lost+found'
      : { error: `ls: cannot access '${path}': No such file or directory` };
  },
  cat: (args, facts) => {
    const [path = ''] = args;
    return files[path]?.(facts) ?? { error: `cat: ${path}: No such file or directory` };
  },
  help: () => `Commands of this machine: ${Object.keys(shellCommands).sort().join(' ')} exit logout`,
};

const files: Record<string, (facts: MachineFacts) => string> = {
  '/etc/hostname': ({ hostname }) => hostname,
  '/etc/os-release': ({ image }) =>
    `PRETTY_NAME="${image.prettyName}"\nNAME="${image.prettyName.split(' ')[0]}"\nVERSION_ID="${image.versionId}"\nID=${image.id}`,
  '/proc/meminfo': ({ memoryBytes }) => `MemTotal:       ${String(Math.floor(memoryBytes / 1024)).padStart(8)} kB`,
  '/proc/cpuinfo': ({ cpu }) => Array.from({ length: cpu }, (_, core) => `processor\t: ${core}`).join('\n'),
  '/root/.ssh/authorized_keys': ({ sshKeys }) => sshKeys.join('\n'),
};

function human(bytes: number): string {
  if (bytes >= gib) return `${bytes >= 10 * gib ? Math.round(bytes / gib) : (bytes / gib).toFixed(1)}G`;
  return `${Math.round(bytes / mib)}M`;
}
