import { describe, expect, it } from 'vitest';
import { checkSettings } from './check-settings.ts';
import { defaultSettings } from './defaults.ts';
import type { SettingsSection } from './settings.ts';

const facts = { appIds: ['vm', 'files'] };
const paths = <Section extends SettingsSection>(
  section: Section,
  change: Partial<(typeof defaultSettings)[Section]>,
): string[] => checkSettings(section, { ...defaultSettings[section], ...change }, facts).map(({ path }) => path);

it('the defaults are right', () => {
  for (const section of Object.keys(defaultSettings) as SettingsSection[]) expect(paths(section, {})).toEqual([]);
});

describe('what is wrong is named by its field', () => {
  it('featured apps exist, each once', () => {
    expect(paths('brand', { featuredApps: ['files', 'vm'] })).toEqual([]);
    expect(paths('brand', { featuredApps: ['vm', 'mainframe', 'vm'] })).toEqual(['featuredApps.1', 'featuredApps.2']);
  });

  it('the smallest top-up is not above the largest, and both are what a card can be charged', () => {
    expect(paths('limits', { topUpMinimumUnits: 100_000_000n, topUpMaximumUnits: 100_000_000n })).toEqual([]);
    expect(paths('limits', { topUpMinimumUnits: 200_000_000n, topUpMaximumUnits: 100_000_000n })).toEqual([
      'topUpMaximum',
    ]);
    expect(paths('limits', { topUpMinimumUnits: 0n, topUpMaximumUnits: 100_000_001n })).toEqual([
      'topUpMinimum',
      'topUpMaximum',
    ]);
  });

  it('warnings come ever closer to the end', () => {
    expect(paths('billing', { warnHours: [168, 72, 72] })).toEqual(['warnHours.2']);
    expect(paths('billing', { warnHours: [24, 72] })).toEqual(['warnHours.1']);
    expect(paths('billing', { warnHours: [] })).toEqual([]);
  });

  it('the grace ends before the chain would delete, and the last notice comes within it', () => {
    expect(paths('billing', { graceHours: 335 })).toEqual([]);
    expect(paths('billing', { graceHours: 336 })).toEqual(['graceHours']);
    expect(paths('billing', { graceHours: 48, finalNoticeHours: 48 })).toEqual(['finalNoticeHours']);
  });
});
