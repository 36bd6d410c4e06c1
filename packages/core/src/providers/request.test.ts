import { describe, expect, it } from 'vitest';
import { isOpenRequest, judgeMove, type RequestStatus, requestStatuses } from './request.ts';

const final: RequestStatus[] = ['approved', 'declined', 'withdrawn'];

describe('a request', () => {
  it('ends approved, declined or withdrawn, and from every open state', () => {
    expect(requestStatuses.filter((status) => !isOpenRequest(status))).toEqual(final);
    for (const from of requestStatuses.filter(isOpenRequest))
      expect(final.map((to) => judgeMove(from, to))).toEqual(['move', 'move', 'move']);
  });

  it('goes between waiting for the operator and waiting for the person', () => {
    expect([judgeMove('pending', 'needs_info'), judgeMove('needs_info', 'pending')]).toEqual(['move', 'move']);
  });

  it('stays as it ended: the same decision again is nothing, another one is refused', () => {
    for (const from of final)
      for (const to of requestStatuses)
        if (from === to) expect(judgeMove(from, to)).toBe('nothing');
        else expect(judgeMove(from, to)).toMatchObject({ code: 'request_final', details: { status: from } });
  });
});
