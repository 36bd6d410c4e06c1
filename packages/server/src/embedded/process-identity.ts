import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that runs now. */
export interface RunningProcess {
  pid: number;
  /** When it started, as the system tells it: compare for equality only. Tells a process from a later one with its pid. */
  startedAt: string;
  /** Program and arguments, separated by spaces. */
  command: string;
}

/** The process with this pid, or undefined if none runs (one that has ended and waits for its parent counts as none). */
export function findProcess(pid: number): RunningProcess | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return process.platform === 'linux' ? findInProc(pid) : findWithPs(pid);
}

/** True while the very process that was recorded runs, not another one that was given its pid. */
export function stillRuns(recorded: { pid: number; startedAt: string }): boolean {
  return findProcess(recorded.pid)?.startedAt === recorded.startedAt;
}

function findInProc(pid: number): RunningProcess | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces: count the fields behind the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { pid, startedAt: `${bootId()}/${startTicks}`, command };
  } catch {
    return undefined;
  }
}

/** Ticks count from the boot; some containers hide which boot that was. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function findWithPs(pid: number): RunningProcess | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'lstart=,stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // lstart is five words: Mon Nov 23 13:00:00 2026
    const match = /^\s*(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(\S+)\s+(.*)$/m.exec(line);
    if (!match?.[1] || match[2]?.startsWith('Z')) return undefined;
    return { pid, startedAt: match[1], command: match[3] ?? '' };
  } catch {
    return undefined;
  }
}
