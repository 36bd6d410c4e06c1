import type { AcceptConnection, ServerChannel, Session } from 'ssh2';
import type { MachineFacts } from './machine-facts.ts';
import { runLine } from './shell.ts';

/** Serves one SSH session: `exec` runs one line, `shell` offers a prompt until `exit`, `logout` or Ctrl-D. */
export function serveSession(session: Session, facts: MachineFacts, nowMs: () => number): void {
  let hasTerminal = false;
  session.on('pty', (accept) => {
    hasTerminal = true;
    accept?.();
  });
  session.on('env', (accept) => accept?.());
  session.on('window-change', (accept) => accept?.());
  session.on('exec', (accept: AcceptConnection<ServerChannel>, _reject, { command }) => {
    const channel = accept();
    const { output, exitCode } = runLine(command, facts, nowMs());
    channel.write(hasTerminal ? output.replaceAll('\n', '\r\n') : output);
    leave(channel, exitCode);
  });
  session.on('shell', (accept: AcceptConnection<ServerChannel>) => {
    if (hasTerminal) serveTerminal(accept(), facts, nowMs);
    else servePipe(accept(), facts, nowMs);
  });
}

function leave(channel: ServerChannel, exitCode: number): void {
  channel.exit(exitCode);
  channel.end();
}

/** Commands come through a pipe, line by line and without echo. */
function servePipe(channel: ServerChannel, facts: MachineFacts, nowMs: () => number): void {
  let text = '';
  let exitCode = 0;
  let left = false;
  const runAll = (lines: string[]) => {
    for (const line of lines) {
      if (left) return;
      const answer = runLine(line, facts, nowMs());
      channel.write(answer.output);
      exitCode = answer.exitCode;
      left = answer.leaves;
    }
    if (left) leave(channel, exitCode);
  };
  channel.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    runAll(lines);
  });
  channel.on('end', () => {
    runAll([text]);
    if (!left) leave(channel, exitCode);
  });
}

const escapeKey = String.fromCharCode(27);

function serveTerminal(channel: ServerChannel, facts: MachineFacts, nowMs: () => number): void {
  const prompt = `root@${facts.hostname}:~# `;
  let line = '';
  const onKey = (key: string) => {
    if (key === '\r' || key === '\n') {
      const answer = runLine(line, facts, nowMs());
      line = '';
      channel.write(`\r\n${answer.output.replaceAll('\n', '\r\n')}`);
      if (answer.leaves) leave(channel, answer.exitCode);
      else channel.write(prompt);
    } else if (key === '\u007f' || key === '\b') {
      if (line !== '') channel.write('\b \b');
      line = line.slice(0, -1);
    } else if (key === '\u0003') {
      line = '';
      channel.write(`^C\r\n${prompt}`);
    } else if (key === '\u0004') {
      if (line === '') {
        channel.write('logout\r\n');
        leave(channel, 0);
      }
    } else if (key >= ' ') {
      line += key;
      channel.write(key);
    }
  };
  channel.write(`Welcome to ${facts.image.prettyName} (${facts.image.kernel})\r\n\r\n`);
  channel.write(
    `This machine belongs to the sandbox: contract ${facts.contractId} on node ${facts.nodeId}. Type help.\r\n\r\n${prompt}`,
  );
  channel.on('data', (chunk: Buffer) => {
    // Arrow keys and the like come as escape sequences; the line editor does not know them.
    const text = chunk.toString();
    if (!text.startsWith(escapeKey)) for (const key of text) onKey(key);
  });
}
