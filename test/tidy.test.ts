import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { coverageTable } from './tidy/coverage-table.ts';
import {
  adaptersApart,
  coreImportsOnlyCore,
  frontDoors,
  ledgerAlone,
  noCapabilityCycles,
  noFileCycles,
  packageDirection,
} from './tidy/dependency-direction.ts';
import { environmentExample, explainedVariables } from './tidy/environment-example.ts';
import { capabilityFolders, kebabCase, mostlyShortFiles, shortFiles, tellingNames } from './tidy/file-shape.ts';
import { noMachinePaths, noSecrets, noSkippedTests, nothingUnfinished } from './tidy/forbidden-words.ts';
import { lockfileWithoutAddresses, pinnedVersions, scriptsExec } from './tidy/packages.ts';
import { clockReadsTime, corePure, sqlWithoutNow } from './tidy/purity.ts';
import { type Rule, readRepository, type SourceFile } from './tidy/source-file.ts';

const repository = readRepository(fileURLToPath(new URL('..', import.meta.url)));
const file = (path: string, text = ''): SourceFile => ({ path, text });
const lines = (count: number) => 'x\n'.repeat(count);

/** Each rule, with files that break it: a rule that cannot fail guards nothing. */
const rules: Record<string, { rule: Rule; planted: SourceFile[] }> = {
  'packages import only those below them': {
    rule: packageDirection,
    planted: [file('packages/console/src/a.ts', "import { b } from '@marketplace/core/ledger';")],
  },
  'sandboxes import nothing of the product': {
    rule: packageDirection,
    planted: [file('packages/sandboxes/src/a.ts', "import { b } from '../../server/src/clock.ts';")],
  },
  'the product imports nothing of the sandboxes': {
    rule: packageDirection,
    planted: [file('packages/server/src/a.ts', "const b = await import('../../sandboxes/src/clock.ts');")],
  },
  'core imports only core': {
    rule: coreImportsOnlyCore,
    planted: [file('packages/core/src/money/a.ts', "import { z } from 'zod';")],
  },
  'adapters never import each other': {
    rule: adaptersApart,
    planted: [file('packages/server/src/stripe/a.ts', "import { b } from '../tfchain/b.ts';")],
  },
  'capabilities meet through their front doors': {
    rule: frontDoors,
    planted: [file('packages/core/src/pricing/a.ts', "import { b } from '../nodes/node.ts';")],
  },
  'the ledger imports no other capability': {
    rule: ledgerAlone,
    planted: [file('packages/core/src/ledger/a.ts', "import { b } from '../payments/index.ts';")],
  },
  'capabilities do not need each other in a circle': {
    rule: noCapabilityCycles,
    planted: [
      file('packages/core/src/a/index.ts', "import '../b/index.ts';"),
      file('packages/core/src/b/index.ts', "export { c } from '../c/index.ts';"),
      file('packages/core/src/c/index.ts', "import { a } from '../a/index.ts';"),
    ],
  },
  'files do not need each other in a circle': {
    rule: noFileCycles,
    planted: [
      file('packages/server/src/a.ts', "import { b } from './b.ts';"),
      file('packages/server/src/b.ts', "const c = () => import('./c.ts');"),
      file('packages/server/src/c.ts', "import type { A } from './a.ts';"),
    ],
  },
  'core has no clock, no randomness and does not wait': {
    rule: corePure,
    planted: [file('packages/core/src/money/a.ts', 'export const id = () => Math.random();')],
  },
  'clock.ts alone reads time': {
    rule: clockReadsTime,
    planted: [file('packages/server/src/jobs/a.ts', 'const now = new Date();')],
  },
  'the database does not read time': {
    rule: sqlWithoutNow,
    planted: [file('packages/server/src/postgres/migrations/0001_a.sql', 'at timestamptz default now()')],
  },
  'names are kebab-case': { rule: kebabCase, planted: [file('packages/server/src/ApiClient.ts')] },
  'names say what is inside': { rule: tellingNames, planted: [file('packages/server/src/http/utils.ts')] },
  'files have at most 300 lines': { rule: shortFiles, planted: [file('packages/server/src/a.ts', lines(301))] },
  'most files are short': { rule: mostlyShortFiles, planted: [file('packages/server/src/a.ts', lines(120))] },
  'each capability has a front door and a page': {
    rule: capabilityFolders,
    planted: [file('packages/core/src/ledger/transfer.ts'), file('packages/core/src/ledger/README.md', lines(41))],
  },
  'nothing is left for later': {
    rule: nothingUnfinished,
    planted: [file('packages/server/src/a.ts', `// ${'TO'}DO: rounding`)],
  },
  'every test runs': { rule: noSkippedTests, planted: [file('test/a.test.ts', `test.${'skip'}('b', () => {})`)] },
  'no path of one machine': { rule: noMachinePaths, planted: [file('README.md', `cd /${'home'}/ada/project`)] },
  'no secrets': { rule: noSecrets, planted: [file('docs/a.md', `sk_${'live'}_51HxAbCdEfGh`)] },
  'versions are pinned exactly': {
    rule: pinnedVersions,
    planted: [file('package.json', '{"dependencies": {"zod": "^4.0.0"}}')],
  },
  'the lockfile has no download addresses': {
    rule: lockfileWithoutAddresses,
    planted: [file('package-lock.json', '{"resolved": "https://example.org/zod.tgz"}')],
  },
  'npm scripts hand over with exec': {
    rule: scriptsExec,
    planted: [file('package.json', '{"scripts": {"start": "node a.mjs"}}')],
  },
  '.env.example lists what is read': {
    rule: environmentExample,
    planted: [
      file('packages/server/src/config.ts', '  .object({\n    UNLISTED: z.string(),'),
      file('.env.example', 'SANDBOX_PORT=\nDATA_DIR='),
    ],
  },
  '.env.example explains each variable': { rule: explainedVariables, planted: [file('.env.example', 'PORT=8888')] },
  'the coverage table names what exists': {
    rule: coverageTable,
    planted: [file('docs/coverage.md', '| 1 | Login | works | `packages/server/src/gone.ts` |')],
  },
};

describe.each(Object.entries(rules))('%s', (_name, { rule, planted }) => {
  test('in this repository', () => {
    expect(rule(repository)).toEqual([]);
  });

  test('and a violation is found', () => {
    expect(rule(planted)).not.toEqual([]);
  });
});

test('the coverage table names routes of the contract and titles of tests', () => {
  const row = '| 1 | Login | works | `GET /gone` | `test/a.test.ts` "somebody signs in" |';
  const files = [file('docs/coverage.md', row), file('test/a.test.ts', "test('nobody signs in'")];
  expect(coverageTable(files)).toEqual([
    'docs/coverage.md: 1 rows, not 53',
    'docs/coverage.md row 1: no route GET /gone',
    'docs/coverage.md row 1: no test "somebody signs in" in test/a.test.ts',
  ]);
});

test('.env.example must not list what nobody reads', () => {
  const files = [file('packages/server/src/config.ts'), file('.env.example', 'SANDBOX_PORT=\nDATA_DIR=\nIDLE=')];
  expect(environmentExample(files)).toEqual(['.env.example: IDLE is listed but not read']);
});
