import { expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { acceptAnswer } from './dispute-answer.ts';

it.each(['under_review', 'won', 'lost', 'closed'] as const)('a dispute that is %s takes no answer', (status) => {
  expect(isRefusal(acceptAnswer('evidence', { status, answered: false }))).toBe(true);
});

it('each question of a bank is answered once; an inquiry is never accepted', () => {
  expect(acceptAnswer('evidence', { status: 'inquiry', answered: false })).toBe('inquiry');
  expect(acceptAnswer('accept', { status: 'needs_response', answered: false })).toBe('needs_response');
  expect(isRefusal(acceptAnswer('accept', { status: 'inquiry', answered: false }))).toBe(true);
  expect(isRefusal(acceptAnswer('evidence', { status: 'needs_response', answered: true }))).toBe(true);
});
