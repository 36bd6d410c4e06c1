import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { z } from 'zod';

export interface StripeEvent {
  id: string;
  type: string;
  payload: unknown;
}

/** The type under which a signed body that is no event is kept. */
export const UNREADABLE = 'unreadable';

const SIGNATURE_TOLERANCE_S = 300;

interface SignedBody {
  body: string;
  signature: string;
  secret: string;
  receivedAt: Date;
}

export function isSigned(stripe: Stripe, { body, signature, secret, receivedAt }: SignedBody): boolean {
  try {
    return (
      stripe.webhooks.signature?.verifyHeader(
        body,
        signature,
        secret,
        SIGNATURE_TOLERANCE_S,
        undefined,
        receivedAt.getTime(),
      ) === true
    );
  } catch {
    return false;
  }
}

const Envelope = z.looseObject({ id: z.string().min(1).max(255), type: z.string().min(1).max(255) });

/** An event, or what came in its place, under a name made of its content: the same body is the same event. */
export function readEvent(body: string): StripeEvent {
  const parsed = Envelope.safeParse(parseJson(body));
  if (parsed.success && isStorable(parsed.data)) {
    return { id: parsed.data.id, type: parsed.data.type, payload: parsed.data };
  }
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 32);
  return {
    id: `unreadable_${digest}`,
    type: UNREADABLE,
    payload: { bodyBase64: Buffer.from(body).toString('base64') },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** PostgreSQL's JSON holds neither U+0000 nor half a character. */
const isStorable = (value: unknown): boolean => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value));
