import type { MachineFacts } from './machine-facts.ts';
import { shellCommands } from './shell-commands.ts';

export interface ShellAnswer {
  output: string;
  exitCode: number;
  /** True when the session ends. */
  leaves: boolean;
}

/** Runs one line: commands joined by `;` or `&&`, `$NAME` replaced, quotes removed. Pipes and redirections are not offered. */
export function runLine(line: string, facts: MachineFacts, nowMs: number): ShellAnswer {
  const answer: ShellAnswer = { output: '', exitCode: 0, leaves: false };
  for (const [, part = '', joint] of line.matchAll(/((?:'[^']*'|"[^"]*"|[^;&'"]|&(?!&))+)(;|&&|$)/g)) {
    const [command = '', ...args] = words(part, facts);
    if (command === '') continue;
    if (command === 'exit' || command === 'logout') {
      return { output: answer.output, exitCode: Number(args[0] ?? answer.exitCode) || 0, leaves: true };
    }
    const handler = shellCommands[command];
    const result = handler?.(args, facts, nowMs) ?? `-bash: ${command}: command not found`;
    const failed = handler === undefined || typeof result !== 'string';
    const text = typeof result === 'string' ? result : result.error;
    answer.output += text === '' ? '' : `${text}\n`;
    answer.exitCode = handler === undefined ? 127 : failed ? 1 : 0;
    if (failed && joint === '&&') break;
  }
  return answer;
}

function words(part: string, facts: MachineFacts): string[] {
  const found = part.match(/(?:'[^']*'|"[^"]*"|\S)+/g) ?? [];
  return found.map((word) =>
    word.replace(/'([^']*)'|"([^"]*)"|\$(\w+)/g, (_all, single?: string, double?: string, name?: string) => {
      if (single !== undefined) return single;
      if (double !== undefined) return double.replace(/\$(\w+)/g, (_match, inner: string) => variable(inner, facts));
      return variable(name ?? '', facts);
    }),
  );
}

function variable(name: string, facts: MachineFacts): string {
  const standard: Record<string, string> = {
    HOME: '/root',
    USER: 'root',
    SHELL: '/bin/bash',
    HOSTNAME: facts.hostname,
    '?': '0',
  };
  return facts.env[name] ?? standard[name] ?? '';
}
