import { describe, expect, it } from 'vitest';
import type { Deployment } from './deployment/deployment.ts';
import { RmbRefused, RmbSilence } from './errors.ts';
import { createNodeApi } from './node-api.ts';

/** Stands for the bus: answers each command with a fixed value or failure. */
const answering = (answer: unknown) =>
  createNodeApi({
    async call() {
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
const refusing = (reason: string) => answering(new RmbRefused('command', reason));
const deployment = {} as Deployment;

describe('sending a deployment', () => {
  it('is accepted when the node queues it, and when the node has it already', async () => {
    expect(await answering(null).deploy(1, deployment)).toEqual({ kind: 'accepted', already: false });
    expect(await refusing('exists').deploy(1, deployment)).toEqual({ kind: 'accepted', already: true });
  });

  it('of a version that the node has already is accepted; of any other it is not', async () => {
    const stale = 'expecting deployment version 3, got 2';
    expect(await refusing(stale).update(1, deployment)).toEqual({ kind: 'accepted', already: true });
    expect(await refusing('expecting deployment version 1, got 2').update(1, deployment)).toMatchObject({
      kind: 'refused',
      refusal: 'other',
    });
  });

  it.each([
    ['user with twin id 7001 is not verified', 'twin_not_verified'],
    ['contract hash does not match deployment hash', 'hash_mismatch'],
    ['failed to get deployment contract: object not found', 'contract_not_found'],
    ['contract does not exist', 'other'],
    ['no capacity', 'other'],
  ])('that the node refuses with "%s" says why', async (message, refusal) => {
    expect(await refusing(message).deploy(1, deployment)).toEqual({ kind: 'refused', refusal, message });
  });

  it('keeps silence apart from every answer', async () => {
    const silence = new RmbSilence('deploy', new Error('late'));
    await expect(answering(silence).deploy(1, deployment)).rejects.toBe(silence);
  });
});

describe('asking a node', () => {
  it('knows "no such deployment" from silence and from other refusals', async () => {
    expect(await refusing('deployment not found').get(1, 5)).toBeUndefined();
    expect(await refusing('deployment not found').changes(1, 5)).toBeUndefined();
    await expect(refusing('rate limit').get(1, 5)).rejects.toBeInstanceOf(RmbRefused);
  });

  it('refuses answers of a shape that it does not know', async () => {
    await expect(answering({ total: 'much' }).statistics(1)).rejects.toMatchObject({ code: 'answer_invalid' });
    await expect(answering([{ state: 'ok' }]).changes(1, 5)).rejects.toMatchObject({ outcomeUnknown: true });
  });

  it("reads Go's null for an empty list", async () => {
    expect(await answering(null).listWgPorts(1)).toEqual([]);
    expect(await answering(null).list(1)).toEqual([]);
  });

  it('reads capacity', async () => {
    const capacity = { cru: 8, mru: 16e9, sru: 5e11, hru: 0, ipv4u: 2 };
    const expected = { cru: 8, mru: 16e9, sru: 5e11, hru: 0, ipv4: 2 };
    const answer = { total: capacity, used: capacity, system: capacity, users: { deployments: 3 } };
    expect(await answering(answer).statistics(1)).toEqual({ total: expected, used: expected });
  });
});
