import { z } from '@hono/zod-openapi';

/** Money as it travels: US dollars as a decimal string with up to 7 decimals; answers always carry 7. */
export const Money = z
  .strictObject({
    currency: z.literal('USD'),
    amount: z
      .string()
      .regex(/^-?\d{1,12}(\.\d{1,7})?$/, 'must be a decimal number with at most 7 decimals, such as "25.00"'),
  })
  .openapi('Money', { example: { currency: 'USD', amount: '25.0000000' } });
export type Money = z.infer<typeof Money>;

/** TFT as decimal text, at most 7 decimals: the chain's own unit. */
export const TftAmount = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,7})?$/, 'must be an amount of TFT such as "1000" or "0.5", with at most 7 decimals')
  .openapi({ example: '1000.0000000' });
