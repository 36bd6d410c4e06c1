import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Survives a reboot, unlike /tmp. */
const refugeParent = '/var/tmp';

/**
 * A folder that every user may enter and only we may write, for what cannot stay at `original` because a folder above
 * it is closed to PostgreSQL's user. Same original, same refuge.
 */
export function refugePath(purpose: string, original: string): string {
  const hash = createHash('sha256').update(realPath(original)).digest('hex').slice(0, 16);
  return join(refugeParent, `marketplace-${purpose}-${process.getuid?.() ?? 0}-${hash}`);
}

/**
 * Creates the refuge, or takes the one that exists if it is a real folder of ours.
 * @throws when somebody else owns the name: everybody may write to /var/tmp
 */
export function claimRefuge(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
    chmodSync(path, 0o755);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    const found = lstatSync(path);
    if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
      throw new Error(`${path} belongs to somebody else. Remove it, or set DATA_DIR to another folder.`);
    }
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
