// Tells a process from a later one that was given its pid.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process started, as the system tells it (compare for equality only); undefined if none runs with that pid.
 * The program writes the same words into its run record.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startedAt(pid) {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

/** @param {{pid: number, startedAt: string} | undefined} recorded */
export function stillRuns(recorded) {
  return recorded !== undefined && startedAt(recorded.pid) === recorded.startedAt;
}

/**
 * The process that a JSON file names; undefined if there is no such file or it says something else.
 * @param {string} file
 * @returns {{pid: number, startedAt: string} | undefined}
 */
export function readRecord(file) {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8'));
    return typeof record.pid === 'number' && typeof record.startedAt === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function fromProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold spaces: count the fields behind the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${bootId()}/${fields[19]}`;
}

/** Ticks count from the boot; some containers hide which boot that was. */
function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** @param {number} pid */
function fromPs(pid) {
  const line = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return line.trim() || undefined;
}
