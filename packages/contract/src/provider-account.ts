import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { body, Instant, json, route } from './route.ts';

/** TFT as a decimal string with 7 decimals. */
const Tft = z.string().openapi({ description: 'Decimal TFT, 7 decimals.', example: '500.0000000' });

export const ChainNetwork = z
  .object({
    name: z.string(),
    genesisHash: z.string().openapi({ description: 'What makes it this network and no other.' }),
  })
  .openapi('ChainNetwork');

export const ConnectedAccount = z
  .object({
    address: z.string().openapi({ description: 'SS58 with the prefix of TFChain, 42.' }),
    connectedAt: Instant,
    chain: z
      .object({
        twinId: z.number().int().nullable(),
        usable: Tft,
        reserved: Tft,
        farms: z.array(z.object({ id: z.number().int(), name: z.string(), nodeIds: z.array(z.number().int()) })),
      })
      .nullable()
      .openapi({ description: 'Read from the chain with this request; null while it does not answer.' }),
  })
  .openapi('ConnectedAccount');
export type ConnectedAccount = z.infer<typeof ConnectedAccount>;

export const ProviderAccount = z
  .object({ network: ChainNetwork, account: ConnectedAccount.nullable() })
  .openapi('ProviderAccount');
export type ProviderAccount = z.infer<typeof ProviderAccount>;

export const AccountChallenge = z
  .object({
    id: z.uuid(),
    address: z.string(),
    text: z.string().openapi({ description: 'To be signed exactly as it is, as raw bytes.' }),
    expiresAt: Instant,
  })
  .openapi('AccountChallenge');
export type AccountChallenge = z.infer<typeof AccountChallenge>;

export const providerAccountRoutes = {
  getProviderAccount: route('getProviderAccount', {
    tag: 'Cloud provider',
    access: 'signed-in',
    summary: 'The connected TFChain account and what it owns',
    responses: { 200: json('The account, or null when none is connected.', ProviderAccount), ...problems(401, 503) },
  }),
  createAccountChallenge: route('createAccountChallenge', {
    tag: 'Cloud provider',
    access: 'signed-in',
    summary: 'A text to sign with the account that is to be connected',
    description: 'Good for ten minutes and for one use.',
    request: { body: body(z.strictObject({ address: z.string().trim().min(1).max(100) })) },
    responses: { 201: json('The text.', AccountChallenge), ...problems(400, 401, 409, 503) },
  }),
  connectAccount: route('connectAccount', {
    tag: 'Cloud provider',
    access: 'signed-in',
    summary: 'Connect the account that signed the text',
    description: 'sr25519 or ed25519, over the text itself or as `signRaw` of a browser extension wraps it.',
    request: { body: body(z.strictObject({ challengeId: z.uuid(), signature: z.string().min(1).max(300) })) },
    responses: { 201: json('The connected account.', ProviderAccount), ...problems(400, 401, 404, 409, 503) },
  }),
  disconnectAccount: route('disconnectAccount', {
    tag: 'Cloud provider',
    access: 'signed-in',
    summary: 'Disconnect the account',
    description: 'Refused while a request is open or a node is exposed: both rest on it.',
    responses: { 204: { description: 'Disconnected.' }, ...problems(401, 404, 409) },
  }),
};
