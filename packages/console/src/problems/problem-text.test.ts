import { type Problem, problemCodes } from '@marketplace/contract';
import { expect, test } from 'vitest';
import { fieldProblem, problemText } from './problem-text.ts';

const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  type: 'about:blank',
  title: '',
  status: 400,
  code: code as Problem['code'],
  detail: 'The node 11 is full',
  requestId: 'req',
  ...more,
});

test.each([...problemCodes, 'a_code_of_tomorrow'])('%s says what happened, what it cost and what to do', (code) => {
  for (const part of Object.values(problemText(problem(code)))) expect(part).toMatch(/^[A-Z].*[.!?]$/);
});

test('the API’s own sentence stands where we have none', () => {
  expect(problemText(problem('node_unavailable')).happened).toBe('The node 11 is full.');
});

test('a field’s message is found by its path', () => {
  const errors = [{ path: 'name', message: 'must not be empty' }];
  expect(fieldProblem(problem('validation_failed', { errors }), 'name')).toBe('must not be empty');
  expect(fieldProblem(problem('validation_failed', { errors }), 'size')).toBeUndefined();
});
