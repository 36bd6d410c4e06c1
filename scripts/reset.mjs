// Clears what `npm start` keeps: the product's and the sandboxes' data.
import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, step } from './steps.mjs';

/** Names inside a data folder by which it is known to be one: nothing else is ever removed. */
const marks = ['postgres', 'secrets.json', 'run.json', 'setup.lock'];

/** @param {string} dataDir the folder that DATA_DIR names */
export async function reset(dataDir) {
  if (!existsSync(dataDir)) return;
  if (!marks.some((name) => existsSync(join(dataDir, name)))) {
    throw new Refusal(`${dataDir} does not look like a data folder of this program; it is left alone.`);
  }
  await step(`Removing ${dataDir}`, async () => {
    const refuge = refugeOf(dataDir);
    if (refuge) rmSync(refuge, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  });
}

/**
 * Where PostgreSQL's files went if its user could not get into the data folder.
 * @param {string} dataDir
 */
function refugeOf(dataDir) {
  const note = join(dataDir, 'postgres', 'moved-to');
  if (!existsSync(note)) return undefined;
  const refuge = readFileSync(note, 'utf8').trim();
  const found = lstatSync(refuge, { throwIfNoEntry: false });
  const ours = /^\/var\/tmp\/marketplace-postgres-\d+-[0-9a-f]{16}$/.test(refuge) && found?.isDirectory();
  return ours && found?.uid === process.getuid?.() ? refuge : undefined;
}
