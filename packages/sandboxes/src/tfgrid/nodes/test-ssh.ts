import ssh2, { type ConnectConfig } from 'ssh2';

/** Runs one command over a real SSH client and gives what it wrote; rejects when the login or the connection fails. */
export function runOverSsh(login: ConnectConfig, command: string, onHostKey?: (key: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on('error', reject);
    client.on('ready', () => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        let output = '';
        channel.on('data', (chunk: Buffer) => {
          output += chunk.toString();
        });
        channel.on('close', () => {
          client.end();
          resolve(output);
        });
      });
    });
    const hostVerifier = (key: Buffer) => {
      onHostKey?.(key.toString('hex'));
      return true;
    };
    client.connect({ readyTimeout: 20_000, ...login, hostVerifier });
  });
}
