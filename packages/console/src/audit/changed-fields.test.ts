import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

it('names what differs by its path and leaves out the rest', () => {
  const before = { title: 'A', markup: { percent: 20, fixed: '0' }, apps: ['vm'], until: null };
  const after = { title: 'A', markup: { percent: 25, fixed: '0' }, apps: ['vm', 'k8s'], until: '2026-12-01' };
  expect(changedFields(before, after)).toEqual([
    { field: 'markup.percent', before: '20', after: '25' },
    { field: 'apps', before: 'vm', after: 'vm, k8s' },
    { field: 'until', before: 'none', after: '2026-12-01' },
  ]);
});

it('shows what was made and what was removed', () => {
  expect(changedFields(null, { role: 'x' })).toEqual([{ field: 'role', before: '–', after: 'x' }]);
  expect(changedFields({ role: 'x' }, null)).toEqual([{ field: 'role', before: 'x', after: '–' }]);
});
