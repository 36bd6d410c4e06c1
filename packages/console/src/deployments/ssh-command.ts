/** How a machine is reached by ssh. */
export interface SshTarget {
  host: string;
  port: number;
  user: string;
}

/** The command to paste into a terminal; `-p` and `-i` only where they are needed. */
export function sshCommand({ host, port, user }: SshTarget, keyFile?: string): string {
  const words = ['ssh'];
  if (keyFile) words.push('-i', keyFile);
  if (port !== 22) words.push('-p', String(port));
  words.push(`${user}@${host}`);
  return words.join(' ');
}
