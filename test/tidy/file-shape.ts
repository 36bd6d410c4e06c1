import { isCode, type Rule } from './source-file.ts';

const maxLines = 300;
const emptyNames = ['utils', 'util', 'helpers', 'helper', 'manager', 'data', 'info', 'misc', 'common'];
const isOurs = (path: string) => /^(packages|test|scripts|bench|netlify)\//.test(path);

/** Files and folders are named in kebab-case. */
export const kebabCase: Rule = (files) =>
  files
    .map(({ path }) => path)
    .filter((path) => isOurs(path) && !path.endsWith('/README.md'))
    .filter(
      (path) => !path.split('/').every((part) => /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(part.replace(/_/g, '-'))),
    )
    .filter((path) => !/^packages\/server\/src\/postgres\/migrations\/\d{4}_[a-z0-9_]+\.sql$/.test(path))
    .map((path) => `${path}: not kebab-case`);

/** A name says what is inside; these say nothing. */
export const tellingNames: Rule = (files) =>
  files
    .map(({ path }) => path)
    .filter((path) => isOurs(path) && path.split('/').some((part) => emptyNames.includes(part.replace(/\..*$/, ''))))
    .map((path) => `${path}: the name does not say what is inside`);

/** A file is read in one go. */
export const shortFiles: Rule = (files) =>
  files
    .filter(({ path }) => isOurs(path) && (isCode(path) || path.endsWith('.sql')))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => `${path}: ${lines} lines, more than ${maxLines}`);

/** Most files are much shorter than the limit: half below 100 lines, nine of ten below 250. */
export const mostlyShortFiles: Rule = (files) => {
  const lengths = files
    .filter(({ path }) => /^packages\/[a-z]+\/src\/.*\.tsx?$/.test(path))
    .map(({ text }) => text.trimEnd().split('\n').length)
    .sort((a, b) => a - b);
  if (lengths.length === 0) return [];
  const at = (share: number) => lengths[Math.floor(lengths.length * share)] ?? 0;
  return [
    ...(at(0.5) >= 100 ? [`packages: the median file has ${at(0.5)} lines, not below 100`] : []),
    ...(at(0.9) >= 250 ? [`packages: one file of ten has ${at(0.9)} lines or more, not below 250`] : []),
  ];
};

/** Each capability of core has a front door and a page that says what it owns. */
export const capabilityFolders: Rule = (files) => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const folders = new Set(files.flatMap(({ path }) => /^packages\/core\/src\/[a-z-]+(?=\/)/.exec(path)?.[0] ?? []));
  return [...folders].flatMap((folder) => {
    const page = texts.get(`${folder}/README.md`);
    const lines = page?.trimEnd().split('\n').length ?? 0;
    return [
      ...(texts.has(`${folder}/index.ts`) ? [] : [`${folder}: has no index.ts`]),
      ...(page === undefined ? [`${folder}: has no README.md`] : []),
      ...(lines > 40 ? [`${folder}/README.md: ${lines} lines, more than 40`] : []),
    ];
  });
};
