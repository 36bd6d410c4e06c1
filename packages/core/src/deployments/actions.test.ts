import { expect, it } from 'vitest';
import { type ActionFacts, checkAction, ownerActions } from './actions.ts';
import { deploymentStatuses } from './status.ts';

const running: ActionFacts = {
  status: 'running',
  operation: null,
  suspendedFor: null,
  keepsDisk: true,
};
const stopped: ActionFacts = { ...running, status: 'suspended', suspendedFor: 'stopped' };

it('what runs can be stopped and resized, what its owner stopped can be started and resized', () => {
  const allowed = (facts: ActionFacts) => ownerActions.filter((action) => checkAction(action, facts) === undefined);
  expect(allowed(running)).toEqual(['stop', 'resize']);
  expect(allowed(stopped)).toEqual(['start', 'resize']);
});

it('while one operation is at work no other begins, and nothing is asked of what ended', () => {
  for (const action of ownerActions) {
    expect(checkAction(action, { ...stopped, operation: 'start' })).toMatchObject({ code: 'operation_in_progress' });
    for (const status of ['deleting', 'deleted', 'failed'] as const)
      expect(checkAction(action, { ...running, status, operation: 'stop' })).toMatchObject({
        code: 'deployment_final',
      });
  }
});

it('every other state refuses with a sentence that says why', () => {
  for (const status of deploymentStatuses.filter(
    (each) => !['running', 'deleting', 'deleted', 'failed'].includes(each),
  ))
    for (const action of ownerActions) {
      const refusal = checkAction(action, {
        ...running,
        status,
        suspendedFor: status === 'suspended' ? 'no_funds' : null,
      });
      expect(refusal).toMatchObject({ code: 'action_not_allowed' });
      expect(refusal?.message).toMatch(/\.$/);
    }
  expect(checkAction('stop', { ...running, keepsDisk: false })?.message).toContain('keeps its disk inside');
});
