import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Runs every benchmark of this folder, or those whose names are given: `npm run bench -- nodes`.
const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const all = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'run.ts');
const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, '')));
if (chosen.length === 0)
  console.error(`There is no such benchmark. There are: ${all.map((name) => name.replace(/\.ts$/, '')).join(', ')}`);
const codes = chosen.map((name) => {
  console.log(`\n${name}`);
  return spawnSync(process.execPath, [`${folder}${name}`], { stdio: 'inherit' }).status ?? 1;
});
process.exitCode = chosen.length === 0 || codes.some((code) => code !== 0) ? 1 : 0;
