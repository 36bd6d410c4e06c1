// Runs other programs so that signals reach them and nothing is left behind.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { Refusal } from './steps.mjs';

/** The oldest Node that runs TypeScript files by itself. */
const oldestNode = [22, 18];

/**
 * The Node that runs the product: the one among the dependencies, else (macOS) the present one.
 * @param {string} root the checkout
 */
export function productNode(root) {
  const installed = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(installed)) return installed;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return process.execPath;
  throw new Refusal(`On this system Node ${oldestNode.join('.')} or newer is needed; this one is ${process.version}.`);
}

/**
 * Starts a program, passes on the signals that this process receives, and waits for its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & {root: string, onMessage?: (message: unknown) => void, expendable?: boolean}} options
 *   expendable: half its work is worth nothing, so a signal ends it at once
 * @returns {Promise<number>} its exit code; 128 + the signal's number if it ended badly after a signal
 */
export function launch(command, args, { root, onMessage, expendable = false, env = process.env, ...options }) {
  const path = [join(root, 'node_modules', '.bin'), env.PATH].filter(Boolean).join(delimiter);
  const child = spawn(command, args, { cwd: root, ...options, env: { ...env, PATH: path } });
  if (onMessage) child.on('message', onMessage);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  /** @type {NodeJS.Signals | undefined} */
  let received;
  const forwards = signals.map((signal) => ({
    signal,
    forward: () => {
      received = signal;
      child.kill(expendable ? 'SIGKILL' : signal);
    },
  }));
  for (const { signal, forward } of forwards) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      for (const { signal: name, forward } of forwards) process.off(name, forward);
      const cause = received && code !== 0 ? received : signal;
      resolve(cause ? 128 + constants.signals[cause] : (code ?? 0));
    });
  });
}
