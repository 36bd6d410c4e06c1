import type { Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { answerQuestion } from '../../postgres/top-up-decisions.ts';

/** Takes a question back, with its task. */
export async function endQuestion(tx: Tx, id: string, note: string, now: Date): Promise<void> {
  await answerQuestion(tx, id, { action: 'withdrawn', note, now });
  await closeTask(tx, { kind: 'top_up_approval', subject: `top-up:${id}`, by: 'job', resolution: note, now });
}
