import { afterEach, describe, expect, it } from 'vitest';
import { installDate } from './install-date.ts';

let restore = () => {};
afterEach(() => restore());

const present = Date.UTC(2031, 4, 5, 6, 7, 8);

describe('the installed Date', () => {
  it('has the clock as its present in every way of asking', () => {
    restore = installDate({ now: () => present });
    expect(Date.now()).toBe(present);
    expect(new Date().toISOString()).toBe('2031-05-05T06:07:08.000Z');
    expect(Date()).toContain('2031');
  });

  it('reads given times as before and stays a Date', () => {
    restore = installDate({ now: () => present });
    expect(new Date('2020-01-01T00:00:00Z').getTime()).toBe(Date.UTC(2020, 0, 1));
    expect(new Date(2020, 1).getMonth()).toBe(1);
    expect(new Date() instanceof Date).toBe(true);
    expect(Date.parse('2020-01-01T00:00:00Z')).toBe(Date.UTC(2020, 0, 1));
    class Special extends Date {}
    expect(new Special() instanceof Special).toBe(true);
  });

  it('goes away again', () => {
    const before = Date;
    installDate({ now: () => present })();
    expect(Date).toBe(before);
  });
});
