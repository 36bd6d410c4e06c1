import { describe, expect, it } from 'vitest';
import { type AuditLine, auditText } from './audit-line.ts';

const line: AuditLine = {
  id: '0190aaaa-0000-7000-8000-000000000001',
  at: '2026-11-24T10:00:00.000Z',
  actor: 'user:1',
  action: 'settings.changed',
  object: 'settings:brand',
  before: { title: 'a', colour: 'b' },
  after: { title: 'c', colour: 'b' },
  reason: null,
  requestId: 'r1',
  ip: '127.0.0.1',
};

describe('the text of an audit line', () => {
  it('is the same whatever the order of fields', () => {
    expect(auditText({ ...line, before: { colour: 'b', title: 'a' } }, '00')).toBe(auditText(line, '00'));
  });

  it.each(Object.keys(line) as (keyof AuditLine)[])('covers %s', (field) => {
    expect(auditText({ ...line, [field]: 'other' }, '00')).not.toBe(auditText(line, '00'));
  });

  it('covers the line before', () => {
    expect(auditText(line, '01')).not.toBe(auditText(line, '00'));
  });
});
