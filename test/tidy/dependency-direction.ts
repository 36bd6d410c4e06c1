import { importsOf, isCode, isTest, type Rule, type SourceFile } from './source-file.ts';

const adapters = ['auth0', 'gridproxy', 'mail', 'rmb', 'stellar', 'stripe', 'tfchain'];

/** The parts of the product that each package may import; its own are always allowed. */
const allowed: Record<string, string[]> = {
  core: [],
  contract: [],
  console: ['contract'],
  server: ['core', 'contract'],
  sandboxes: [],
};

/** A package imports only the packages below it. */
export const packageDirection: Rule = (files) =>
  forEachImport(files, (file, target) => {
    const from = packageOf(file.path);
    const to = packageOf(target);
    if (!from || !to || from === to || allowed[from]?.includes(to)) return undefined;
    if (to === 'sandboxes' && from === 'server' && (isTest(file.path) || isSupervisor(file.path))) return undefined;
    return `${from} must not import ${to}`;
  });

/** Core imports only core: not even packages from npm. */
export const coreImportsOnlyCore: Rule = (files) =>
  forEachImport(files, (file, target) => {
    if (packageOf(file.path) !== 'core' || packageOf(target) === 'core') return undefined;
    if (isTest(file.path) && (target === 'vitest' || target === 'fast-check')) return undefined;
    return 'core imports only core';
  });

/** An adapter knows its own outside system and no other. */
export const adaptersApart: Rule = (files) =>
  forEachImport(files, (file, target) => {
    const [from, to] = [adapterOf(file.path), adapterOf(target)];
    if (!from || !to || from === to || isTest(file.path)) return undefined;
    return `the adapter ${from} must not import the adapter ${to}`;
  });

/** Capabilities of core meet only through their front doors. */
export const frontDoors: Rule = (files) =>
  forEachImport(files, (file, target) => {
    const [from, to] = [capabilityOf(file.path), capabilityOf(target)];
    if (!from || !to || from === to || isTest(file.path) || target.endsWith(`/${to}/index.ts`)) return undefined;
    return `${from} must go through ${to}/index.ts`;
  });

/** The ledger knows amounts and refusals; what they are for is other capabilities' business. */
export const ledgerAlone: Rule = (files) =>
  forEachImport(files, (file, target) => {
    const to = capabilityOf(target);
    if (capabilityOf(file.path) !== 'ledger' || !to || ['ledger', 'money', 'refusal'].includes(to)) return undefined;
    return 'ledger imports no other capability';
  });

/** No two capabilities of core need each other, directly or around corners. */
export const noCapabilityCycles: Rule = (files) => {
  const edges = new Map<string, Set<string>>();
  for (const file of files) {
    const from = capabilityOf(file.path);
    if (!from || isTest(file.path)) continue;
    for (const target of importsOf(file)) {
      const to = capabilityOf(target);
      if (to && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return [...edges.keys()].flatMap((start) => {
    const cycle = findCycle(edges, start, [start]);
    // Each cycle once, told from its alphabetically first member.
    return cycle && start === [...cycle].sort()[0] ? [`packages/core/src: cycle ${[...cycle, start].join(' → ')}`] : [];
  });
};

/** No file needs itself around corners: types count too, for a reader meets them in the same circle. */
export const noFileCycles: Rule = (files) => {
  const code = files.filter(({ path }) => isCode(path) && !isTest(path));
  const known = new Set(code.map(({ path }) => path));
  const needs = new Map(code.map((file) => [file.path, importsOf(file).filter((target) => known.has(target))]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) found.push(`${path}: needs itself, by ${way.slice(at + 1).join(', ')}`);
    if (at !== -1 || done.has(path)) return;
    for (const next of needs.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of known) walk(path, []);
  return found;
};

function findCycle(edges: Map<string, Set<string>>, start: string, path: string[]): string[] | undefined {
  for (const next of edges.get(path.at(-1) ?? '') ?? []) {
    if (next === start) return path;
    if (path.includes(next)) continue;
    const found = findCycle(edges, start, [...path, next]);
    if (found) return found;
  }
  return undefined;
}

function forEachImport(
  files: readonly SourceFile[],
  judge: (file: SourceFile, target: string) => string | undefined,
): string[] {
  return files
    .filter((file) => file.path.startsWith('packages/') && /\.tsx?$/.test(file.path))
    .flatMap((file) =>
      importsOf(file).flatMap((target) => {
        const reason = judge(file, target);
        return reason ? [`${file.path}: ${reason} (${target})`] : [];
      }),
    );
}

function packageOf(target: string): string | undefined {
  return /^(?:packages|@marketplace)\/([a-z]+)(?:\/|$)/.exec(target)?.[1];
}

function capabilityOf(target: string): string | undefined {
  return /^packages\/core\/src\/([a-z-]+)\//.exec(target)?.[1];
}

function adapterOf(target: string): string | undefined {
  const folder = /^packages\/server\/src\/([a-z0-9]+)\//.exec(target)?.[1];
  return folder && adapters.includes(folder) ? folder : undefined;
}

/** It starts the sandboxes, so it knows their entry and the demo accounts. */
function isSupervisor(path: string): boolean {
  return /^packages\/server\/src\/entrypoints\/supervisor[a-z-]*\.ts$/.test(path);
}
