import ssh2 from 'ssh2';

export interface SshLine {
  host: string;
  port: number;
  username: string;
}

/** Reads a command as the console shows it: `ssh -p 2222 root@10.0.0.1`. */
export function readSshLine(command: string): SshLine {
  const match = /^ssh(?: -p (\d+))? (\w+)@(\S+)$/.exec(command.trim());
  if (!match) throw new Error(`not an ssh command: ${command}`);
  const [, port = '22', username = '', host = ''] = match;
  return { host, port: Number(port), username };
}

/** Signs in with a private key, runs one command and gives its output; rejects when nobody answers or the key is refused. */
export function runBySsh(line: SshLine, privateKey: string, command: string): Promise<string> {
  const client = new ssh2.Client();
  return new Promise<string>((resolve, reject) => {
    client.on('error', reject);
    client.on('ready', () => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        let output = '';
        channel.on('data', (chunk: Buffer) => {
          output += chunk.toString();
        });
        channel.on('close', () => resolve(output));
      });
    });
    client.connect({ ...line, privateKey, readyTimeout: 10_000 });
  }).finally(() => client.end());
}
