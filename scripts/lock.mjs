// One command at a time installs and builds in a checkout.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readRecord, startedAt, stillRuns } from './processes.mjs';
import { say } from './steps.mjs';

/**
 * Waits for the lock of the checkout. A lock whose holder has ended is taken over.
 * @param {string} root the checkout
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(root) {
  const folder = join(root, '.data');
  const lock = join(folder, 'setup.lock');
  const own = `${lock}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) });
  writeFileSync(own, text);
  try {
    for (let told = false; !linked(own, lock); ) {
      const holder = readRecord(lock);
      if (holder && stillRuns(holder)) {
        if (!told) say(`Waiting for process ${holder.pid}, which installs or builds in this checkout …`);
        told = true;
        await pause(200);
      } else {
        removeStale(lock, holder, own);
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => {
    if (readRecord(lock)?.pid === process.pid) rmSync(lock, { force: true });
  };
}

/**
 * A link to a finished file: whoever sees the lock also sees its holder.
 * @param {string} own @param {string} lock
 */
function linked(own, lock) {
  try {
    linkSync(own, lock);
    return true;
  } catch (cause) {
    if (cause.code === 'EEXIST') return false;
    throw cause;
  }
}

/**
 * Takes the lock aside before removing it: if another command took it over in the meantime, it is put back.
 * @param {string} lock @param {{pid: number} | undefined} stale @param {string} own
 */
function removeStale(lock, stale, own) {
  const aside = `${own}.stale`;
  try {
    renameSync(lock, aside);
  } catch (cause) {
    if (cause.code === 'ENOENT') return;
    throw cause;
  }
  const found = readRecord(aside);
  if (found && found.pid !== stale?.pid && stillRuns(found)) {
    writeFileSync(own, readFileSync(aside));
    linked(own, lock);
    writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) }));
  }
  rmSync(aside, { force: true });
}
