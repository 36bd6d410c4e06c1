import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkout, startCommand } from './started-product.ts';

// What runs before anything is installed: plain JavaScript, so it is loaded by address here.
const load = (name: string) => import(join(checkout, 'scripts', name));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'marketplace-scripts-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('.env', () => {
  test('quotes are taken off, comments end a value, nothing is empty by accident', async () => {
    const { parseEnvironment } = await load('environment.mjs');
    const text = ['# top', 'A=1', 'B="two # three"  # why', "export C='x=y'", 'D=  # nothing', 'E=a#b', 'not a line'];
    expect(parseEnvironment(text.join('\r\n'))).toEqual({ A: '1', B: 'two # three', C: 'x=y', D: '', E: 'a#b' });
  });

  test('the process wins over the file, and an empty line of the file counts as unset', async () => {
    const { readEnvironment } = await load('environment.mjs');
    writeFileSync(join(folder, '.env'), 'PORT=1\nSANDBOX_PORT=2\nDATABASE_URL=\nDATA_DIR=kept');
    expect(readEnvironment(folder, { PORT: '9' })).toEqual({
      PORT: '9',
      SANDBOX_PORT: '2',
      DATA_DIR: join(folder, 'kept'),
    });
  });

  test('.env.example, copied, changes nothing', async () => {
    const { readEnvironment } = await load('environment.mjs');
    writeFileSync(join(folder, '.env'), readFileSync(join(checkout, '.env.example')));
    expect(readEnvironment(folder, {})).toEqual({ DATA_DIR: join(folder, '.data') });
  });
});

describe('lock', () => {
  test('one holder at a time', async () => {
    const { takeLock } = await load('lock.mjs');
    const release = await takeLock(folder);
    const order: string[] = [];
    const second = takeLock(folder).then((releaseSecond: () => void) => {
      order.push('second');
      releaseSecond();
    });
    order.push('first gives back');
    release();
    await second;
    expect(order).toEqual(['first gives back', 'second']);
  });

  test('taken over from a holder that has ended', async () => {
    const { takeLock } = await load('lock.mjs');
    const ended = spawn('true');
    await new Promise((resolve) => ended.once('exit', resolve));
    mkdirSync(join(folder, '.data'));
    writeFileSync(join(folder, '.data', 'setup.lock'), JSON.stringify({ pid: ended.pid, startedAt: 'before' }));
    const release = await takeLock(folder);
    release();
    expect(existsSync(join(folder, '.data', 'setup.lock'))).toBe(false);
  });
});

describe('install', () => {
  const lockfile = (version: string) => ({
    packages: { '': {}, 'node_modules/a': { version }, 'node_modules/mac-only': { version: '1.0.0', optional: true } },
  });

  test('nothing to do after `npm install` by hand; to do again when the lockfile changes', async () => {
    const { isInstalled } = await load('install.mjs');
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockfile('1.0.0')));
    expect(isInstalled(folder)).toBe(false);
    mkdirSync(join(folder, 'node_modules', 'a'), { recursive: true });
    const note = { packages: { 'node_modules/a': { version: '1.0.0' } } };
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify(note));
    expect(isInstalled(folder), 'without the Node that is an optional package').toBe(process.platform !== 'linux');
    mkdirSync(join(folder, 'node_modules', '.bin'));
    writeFileSync(join(folder, 'node_modules', '.bin', 'node'), '');
    expect(isInstalled(folder)).toBe(true);
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockfile('1.0.1')));
    expect(isInstalled(folder)).toBe(false);
  });
});

describe('run.mjs', () => {
  test('an unknown command lists those that exist', async () => {
    const command = startCommand(['node', 'scripts/run.mjs', 'launch'], {});
    expect(await command.ended).toBe(1);
    expect(command.said()).toMatch(/start\|dev.*test/);
  });

  test('reset touches no folder that is not ours', async () => {
    writeFileSync(join(folder, 'letters.txt'), 'dear');
    const command = startCommand(['node', 'scripts/run.mjs', 'reset'], { DATA_DIR: folder });
    expect(await command.ended).toBe(1);
    expect(existsSync(join(folder, 'letters.txt'))).toBe(true);
  });
});
