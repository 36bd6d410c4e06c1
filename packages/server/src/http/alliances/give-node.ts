import type { NewAllianceNode } from '@marketplace/contract';
import { contributionState, noticeEndMs, requireState } from '@marketplace/core/alliances';
import type { z } from 'zod';
import type { AllianceAct } from '../../alliances/act.ts';
import { voterOf } from '../../alliances/open-vote.ts';
import { tellMembers } from '../../alliances/tell-members.ts';
import type { NewId } from '../../ids.ts';
import { findMember } from '../../postgres/alliance-members.ts';
import {
  contributionOf,
  endContributions,
  findContribution,
  insertContribution,
  meetsAnother,
} from '../../postgres/alliance-nodes.ts';
import { lockOwnNode } from '../../postgres/provider-nodes.ts';
import { minuteWords } from '../../time-words.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { checkApps } from '../providers/check-apps.ts';
import { actAs } from './act.ts';
import type { AllianceParts } from './alliance.ts';
import { loadContribution } from './list-nodes.ts';
import { noSuchAlliance } from './reach.ts';

type Parts = AllianceParts & { newId: NewId };
type Given = z.output<typeof NewAllianceNode>;

export const giveAllianceNode =
  (parts: Parts): Handler<'giveAllianceNode'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const now = c.get('now');
    const userId = actorOf(c).user.id;
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const apps = checkApps(body.apps);
    const span = spanOf(body, now);
    const { resourceId } = await refuseMeeting(() =>
      store.transaction((tx) =>
        once(tx, { userId, operation: 'giveAllianceNode', key, body: { id, ...body }, now }, () =>
          actAs(tx, c, newId, id, (act) => give(act, userId, { ...body, apps, ...span })),
        ),
      ),
    );
    parts.supply.invalidate();
    return c.json(await loadContribution(parts, c, id, resourceId), 201);
  };

interface Span {
  from: Date;
  until: Date | null;
}

function spanOf({ fromAt, untilAt }: Given, now: Date): Span {
  const from = fromAt === undefined ? now : new Date(fromAt);
  const until = untilAt ? new Date(untilAt) : null;
  if (from < now) throw fieldProblem('fromAt', 'must not be in the past');
  if (until && until <= from) throw fieldProblem('untilAt', 'must be after the start');
  return { from, until };
}

async function give(act: AllianceAct, userId: string, given: NewAllianceNode & Span): Promise<string> {
  const { tx, now, newId, alliance } = act;
  const member = await voterOf(act, userId);
  if (!member) throw noSuchAlliance();
  const refusal = requireState(alliance.state, 'proposed', 'active');
  if (refusal) throw problemOf(refusal);
  const node = await lockOwnNode(tx, userId, given.nodeId);
  if (!node)
    throw new HttpProblem('not_found', `Node ${given.nodeId} is not one of your nodes.`, {
      errors: [{ path: 'nodeId', message: 'is not one of your nodes' }],
    });
  const wrong = given.apps.findIndex((app) => !node.apps.includes(app));
  if (wrong >= 0) throw fieldProblem(`apps.${wrong}`, `must be an app that node ${given.nodeId} takes`);
  const id = newId(now);
  await insertContribution(
    tx,
    {
      id,
      alliance_id: alliance.id,
      alliance_number: alliance.number,
      member_id: member.id,
      user_id: userId,
      node_id: given.nodeId,
      exclusive: given.exclusive,
      from_at: given.from,
      until_at: given.until,
      ends_at: given.until,
      created_at: now,
      updated_at: now,
    },
    given.apps,
  );
  const news = { kind: 'node_given', nodeId: given.nodeId, name: member.name } as const;
  await tellMembers(act, news, { occasion: id, except: userId });
  act.record({
    action: 'alliance_node.given',
    object: `node:${given.nodeId}`,
    after: {
      alliance: alliance.id,
      exclusive: given.exclusive,
      apps: given.apps,
      from: given.from.toISOString(),
      until: given.until?.toISOString() ?? null,
    },
  });
  return id;
}

/** The database keeps a node, and each app on a shared node, in one alliance at a time, also when two are asked at once. */
async function refuseMeeting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!meetsAnother(error)) throw error;
    throw new HttpProblem('node_in_alliance', 'The node, or one of these apps on it, is in an alliance in this time.', {
      errors: [{ path: 'nodeId', message: 'is in an alliance in this time' }],
    });
  }
}

export const withdrawAllianceNode =
  (parts: Parts): Handler<'withdrawAllianceNode'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id, contributionId } = c.req.valid('param');
    const userId = actorOf(c).user.id;
    await store.transaction((tx) => actAs(tx, c, newId, id, (act) => withdraw(act, userId, contributionId)));
    parts.supply.invalidate();
    return c.json(await loadContribution(parts, c, id, contributionId), 200);
  };

async function withdraw(act: AllianceAct, userId: string, contributionId: string): Promise<void> {
  const { tx, now, alliance } = act;
  const row = await findContribution(tx, alliance.id, contributionId);
  if (row?.user_id !== userId) throw new HttpProblem('not_found', 'There is no node of yours with this id here.');
  const state = contributionState(contributionOf(row), now.getTime());
  if (state === 'leaving' || state === 'ended') return;
  const notice = noticeEndMs({ state: alliance.state, noticeDays: alliance.notice_days }, now.getTime());
  // Nothing runs yet under terms that begin later.
  await endContributions(tx, [row], { endsAt: state === 'scheduled' ? now : new Date(notice), now });
  const after = await findContribution(tx, alliance.id, row.id);
  const member = await findMember(tx, alliance.id, row.member_id);
  const ends = after?.ends_at ?? now;
  const news = {
    kind: 'node_withdrawn',
    nodeId: row.node_id,
    name: member?.name ?? '',
    ends: minuteWords(ends),
  } as const;
  await tellMembers(act, news, { occasion: row.id, except: userId });
  act.record({
    action: 'alliance_node.withdrawn',
    object: `node:${row.node_id}`,
    after: { alliance: alliance.id, endsAt: ends.toISOString() },
  });
}
