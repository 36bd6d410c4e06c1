import { describe, expect, it } from 'vitest';
import { imageOf, type MachineFacts } from './machine-facts.ts';
import { runLine } from './shell.ts';

const gib = 1024 ** 3;
const facts: MachineFacts = {
  key: '1-web1',
  contractId: 1,
  nodeId: 11,
  hostname: 'web1',
  image: imageOf('https://hub.grid.tf/tf-official-apps/threefoldtech-debian-12.flist'),
  flist: '',
  cpu: 4,
  memoryBytes: 8 * gib,
  rootBytes: 2 * gib,
  mounts: [{ mountpoint: '/data', sizeBytes: 100 * gib }],
  env: { SSH_KEY: 'ssh-ed25519 AAAA', GREETING: 'good morning' },
  privateIp: '10.20.2.2',
  myceliumIp: '4a0::1',
  bootedAtMs: 0,
  sshKeys: [],
};
const run = (line: string) => runLine(line, facts, 90_061_000);

describe('the shell of a machine', () => {
  it.each([
    ['hostname', 'web1\n'],
    ['whoami', 'root\n'],
    ['nproc', '4\n'],
    ['uname -a', expect.stringContaining('Linux web1 ')],
    ['cat /etc/os-release', expect.stringContaining('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"')],
    ['df -h', expect.stringMatching(/100G .*\/data/)],
    ['free -m', expect.stringMatching(/Mem: +8192/)],
    ['uptime', expect.stringContaining('up 1 days, 1:01')],
    ['env', expect.stringContaining('GREETING=good morning\n')],
    ['echo $GREETING; echo "in $HOSTNAME" && echo \'$HOME\'', 'good morning\nin web1\n$HOME\n'],
  ])('answers %s with the facts of its workload', (line, output) => {
    expect(run(line)).toEqual({ output, exitCode: 0, leaves: false });
  });

  it('tells unknown commands and missing files apart, and stops after a failure at &&', () => {
    expect(run('rm -rf /')).toMatchObject({ output: '-bash: rm: command not found\n', exitCode: 127 });
    expect(run('cat /nothing && hostname')).toMatchObject({
      output: 'cat: /nothing: No such file or directory\n',
      exitCode: 1,
    });
    expect(run('false; hostname')).toMatchObject({ output: 'web1\n', exitCode: 0 });
  });

  it('leaves at exit and logout', () => {
    expect(run('hostname; exit 3; hostname')).toEqual({ output: 'web1\n', exitCode: 3, leaves: true });
    expect(run('logout').leaves).toBe(true);
  });
});
