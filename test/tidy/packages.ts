import type { Rule, SourceFile } from './source-file.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  overrides?: Record<string, unknown>;
  scripts?: Record<string, string>;
}

const exactVersion = /^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The same versions on every machine, also without the lockfile. */
export const pinnedVersions: Rule = (files) =>
  manifests(files).flatMap(({ path, manifest }) => {
    const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides })
      .filter(([, version]) => typeof version !== 'string' || !exactVersion.test(version))
      .map(([name, version]) => `${path}: ${name} is not pinned exactly (${String(version)})`);
  });

/** Each machine downloads from the registry that it is set up for. */
export const lockfileWithoutAddresses: Rule = (files) =>
  files
    .filter(({ path }) => path.endsWith('package-lock.json'))
    .filter(({ text }) => /"resolved": "https?:/.test(text))
    .map(({ path }) => `${path}: records download addresses; install with omit-lockfile-registry-resolved`);

/** A shell between npm and the program would swallow the signals that stop it. */
export const scriptsExec: Rule = (files) =>
  manifests(files).flatMap(({ path, manifest }) =>
    Object.entries(manifest.scripts ?? {})
      .filter(([, command]) => !command.startsWith('exec '))
      .map(([name]) => `${path}: the script ${name} does not begin with exec`),
  );

function manifests(files: readonly SourceFile[]): { path: string; manifest: Manifest }[] {
  return files
    .filter(({ path }) => path === 'package.json' || path.endsWith('/package.json'))
    .map(({ path, text }) => ({ path, manifest: JSON.parse(text) as Manifest }));
}
