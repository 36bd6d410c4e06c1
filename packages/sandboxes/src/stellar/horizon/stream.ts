import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Page } from '../history/history-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LinkedRecord } from './hal.ts';

export const wantsStream = (c: Context): boolean => (c.req.header('accept') ?? '').includes('text/event-stream');

/** Ends all open streams, as a server that stops does. */
export interface OpenStreams {
  add(end: () => void): () => void;
  endAll(): void;
}

export function createOpenStreams(): OpenStreams {
  const ends = new Set<() => void>();
  return {
    add(end) {
      ends.add(end);
      return () => void ends.delete(end);
    },
    endAll() {
      for (const end of [...ends]) end();
    },
  };
}

/**
 * Sends a list's records from its cursor on and every later one as its ledger closes. After `limit` records it says
 * good-bye, and the client comes back with the cursor of the last one.
 */
export function streamPage(
  c: Context,
  { ledger, streams }: { ledger: Ledger; streams: OpenStreams },
  page: Page,
  read: (page: Page) => LinkedRecord[],
): Response {
  const response = streamSSE(c, async (stream) => {
    let after = page.after;
    let left = page.limit;
    let wake = () => {};
    let ended = false;
    const end = () => {
      ended = true;
      wake();
    };
    const forget = [ledger.onClose(() => wake()), streams.add(end)];
    stream.onAbort(end);
    try {
      await stream.writeSSE({ event: 'open', data: '"hello"', retry: 1000 });
      while (!ended && left > 0) {
        const next = new Promise<void>((resolve) => {
          wake = resolve;
        });
        for (const record of read({ after, descending: false, limit: left })) {
          const token = String(record.paging_token);
          await stream.writeSSE({ id: token, data: JSON.stringify(record) });
          const [id = '0', number = '0'] = token.split('-');
          after = { id: BigInt(id), number: Number(number) };
          left -= 1;
        }
        if (left > 0 && !ended) await next;
      }
      if (!stream.aborted) await stream.writeSSE({ event: 'close', data: '"byebye"', retry: 10 });
    } finally {
      for (const each of forget) each();
    }
  });
  return response;
}
