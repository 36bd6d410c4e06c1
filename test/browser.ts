import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

export interface View {
  width?: number;
  height?: number;
  dark?: boolean;
  /** A finger instead of a mouse: targets grow, hover is gone. */
  touch?: boolean;
}

/** A page and everything it complained about: errors, failed scripts, refused by the content security policy. */
export interface WatchedPage {
  page: Page;
  /** Complaints until now, oldest first. */
  faults: string[];
  /** Complaints that match are expected from here on: a refused payment is a failed request in the console, too. */
  expect(complaint: RegExp): void;
  /** Closes the page and all that its person is remembered by. */
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** Browser of `CHROMIUM_PATH`, else one of the system, else the one that comes with the packages. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({ executablePath, args: flags, env });
}

/** A page of somebody new: own cookies, own storage, UTC, English. */
export async function newPage(browser: Browser, view: View = {}): Promise<WatchedPage> {
  const { width = 1440, height = 900, dark = false, touch = false } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  const expected: RegExp[] = [];
  const note = (fault: string) => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  };
  page.on('pageerror', (error) => note(`error on ${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    note(`console on ${page.url()}: ${message.text()} (${message.location().url})`);
  });
  page.on('crash', () => note(`the page ${page.url()} crashed`));
  return { page, faults, expect: (complaint) => expected.push(complaint), close: () => context.close() };
}

interface FoundBrowser {
  executablePath: string;
  env: Record<string, string>;
}

async function findBrowser(): Promise<FoundBrowser> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const chosen = env.CHROMIUM_PATH || systemBrowser();
  if (chosen) return { executablePath: chosen, env };
  const folder = await unpackBrowser();
  const executablePath = join(folder, 'chromium');
  const runs = spawnSync(executablePath, ['--version'], { env }).status === 0;
  // A bare machine lacks libraries of the system (NSS); the package brings them along.
  return { executablePath, env: runs ? env : { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') } };
}

function systemBrowser(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // Not installed under this name.
    }
  }
  return undefined;
}

/** Unpacks the browser of the packages once per version; several test files may come here at the same moment. */
async function unpackBrowser(): Promise<string> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const bin = join(root, 'node_modules/@sparticuz/chromium/bin');
  const { version } = JSON.parse(readFileSync(join(bin, '../package.json'), 'utf8')) as { version: string };
  const cache = join(root, 'node_modules/.cache');
  const target = join(cache, `chromium-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const own = mkdtempSync(join(cache, 'chromium-unpacking-'));
  await inflateInto(own, bin);
  try {
    renameSync(own, target);
  } catch (cause) {
    // Another file's run was first, and its copy is as good.
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(target)) throw cause;
  }
  return target;
}

/** The package unpacks into the folder for temporary files; for that moment it is `folder`. */
async function inflateInto(folder: string, bin: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    if (tmpdir() !== folder) throw new Error('the folder for temporary files cannot be chosen here');
    await Promise.all(['chromium.br', 'al2023.tar.br', 'swiftshader.tar.br'].map((name) => inflate(join(bin, name))));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
