import { z } from 'zod';

/** Whose cards an event is about. */
export type CardNews =
  | { kind: 'cards'; customerId: string | undefined; methodId: string | undefined; setupIntentId: string | undefined }
  | { kind: 'unreadable'; reason: string };

const Reference = z
  .union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id), z.null()])
  .optional();

const CardEvent = z.object({
  data: z.object({
    object: z.discriminatedUnion('object', [
      z.looseObject({ object: z.literal('payment_method'), id: z.string(), customer: Reference }),
      z.looseObject({ object: z.literal('customer'), id: z.string() }),
      z.looseObject({
        object: z.literal('setup_intent'),
        id: z.string(),
        customer: Reference,
        payment_method: Reference,
      }),
    ]),
    /** A card that was taken off its customer says here whose it was. */
    previous_attributes: z.looseObject({ customer: Reference }).optional(),
  }),
});

/** What an event says about whose cards changed; how they stand now is asked for. */
export function readCardEvent(payload: unknown): CardNews {
  const parsed = CardEvent.safeParse(payload);
  if (!parsed.success) return { kind: 'unreadable', reason: parsed.error.issues[0]?.message ?? 'unknown shape' };
  const { object, previous_attributes: before } = parsed.data.data;
  const news = { kind: 'cards' as const, customerId: undefined, methodId: undefined, setupIntentId: undefined };
  switch (object.object) {
    case 'customer':
      return { ...news, customerId: object.id };
    case 'payment_method':
      return { ...news, customerId: object.customer ?? before?.customer ?? undefined, methodId: object.id };
    case 'setup_intent':
      return { ...news, customerId: object.customer ?? undefined, setupIntentId: object.id };
  }
}
