import { z } from '@hono/zod-openapi';
import { Money, TftAmount } from './money.ts';
import { problems } from './problem.ts';
import { body, Instant, json, route } from './route.ts';

/** Who did something; null where a program did, or the defaults hold. */
export const Author = z.object({ id: z.uuid(), name: z.string(), email: z.string() }).openapi('Author');
export type Author = z.infer<typeof Author>;

/** An amount that can be asked of somebody: never below zero. */
export const PositiveMoney = Money.refine(({ amount }) => !amount.startsWith('-'), {
  path: ['amount'],
  message: 'must not be negative',
});

const httpsAddress = z.url({ protocol: /^https$/, error: 'must be an https address' }).max(500);

export const BrandSettings = z
  .strictObject({
    title: z.string().trim().min(1, 'must not be empty').max(60),
    logoUrl: z.string().max(100_000).nullable().openapi({
      description:
        'An https address, an address that this API gave, or the picture itself as `data:image/png;base64,…` (PNG, JPEG or WebP of at most 64 KiB), which is stored and gets an address.',
    }),
    accentColor: z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'must be a colour such as "#2F5BD3"'),
    featuredApps: z.array(z.string().max(50)).max(20).openapi({ description: 'App ids that stand first.' }),
    supportEmail: z.email('must be an e-mail address').max(200).nullable(),
    supportUrl: httpsAddress.nullable(),
  })
  .openapi('BrandSettings');
export type BrandSettings = z.infer<typeof BrandSettings>;

export const LimitSettings = z
  .strictObject({ topUpMinimum: PositiveMoney, topUpMaximum: PositiveMoney })
  .openapi('LimitSettings');
export type LimitSettings = z.infer<typeof LimitSettings>;

const hours = (most: number) => z.number().int().min(1).max(most);
const percent = z.number().int().min(0).max(100);

export const BillingSettings = z
  .strictObject({
    warnHours: z.array(hours(8760)).max(10).openapi({ description: 'Hours of runway, longest first.' }),
    graceHours: hours(8760).openapi({ description: 'Shorter than the 14 days of the chain.' }),
    finalNoticeHours: hours(8760),
    resumeHours: z.number().int().min(0).max(720),
    seller: z.strictObject({
      name: z.string().trim().min(1, 'must not be empty').max(200),
      address: z.string().trim().max(500),
      country: z.string().trim().max(100),
      taxId: z.string().trim().max(50),
    }),
    taxPercent: z.number().min(0).max(100),
  })
  .openapi('BillingSettings');
export type BillingSettings = z.infer<typeof BillingSettings>;

export const ProviderSettings = z
  .strictObject({
    sharePercent: percent,
    discountSharePercent: percent,
    payoutHoldDays: z.number().int().min(0).max(365),
    payoutMinimum: PositiveMoney,
    nodePool: z.enum(['grid', 'listed']),
  })
  .openapi('ProviderSettings');
export type ProviderSettings = z.infer<typeof ProviderSettings>;

export const stakingLevelNames = ['default', 'bronze', 'silver', 'gold'] as const;

export const FloatSettings = z
  .strictObject({
    lowBalanceTft: TftAmount.openapi({ description: 'Operators are told below it; "0" for never.' }),
    warnHours: z.array(hours(8760)).max(10).openapi({ description: 'Hours of runway, longest first.' }),
    orderReserveHours: z.number().int().min(0).max(8760).openapi({
      description: 'New orders are refused while the runway is shorter than the grace of unpaid machines and this.',
    }),
    stakingLevels: z
      .array(
        z.strictObject({
          level: z.enum(stakingLevelNames),
          months: z.number().positive().max(1000),
          percent: z.number().int().min(1).max(99),
        }),
      )
      .length(4)
      .openapi({ description: "The chain's staking discount, in rising order." }),
  })
  .openapi('FloatSettings');
export type FloatSettings = z.infer<typeof FloatSettings>;

export const MaintenanceMode = z
  .strictObject({ on: z.boolean(), message: z.string().trim().max(500), until: Instant.nullable() })
  .openapi('MaintenanceMode');
export type MaintenanceMode = z.infer<typeof MaintenanceMode>;

const sections = {
  brand: BrandSettings,
  limits: LimitSettings,
  billing: BillingSettings,
  providers: ProviderSettings,
  float: FloatSettings,
  maintenanceMode: MaintenanceMode,
};

const version = z.number().int().min(0).openapi({ description: 'Grows with each change; 0 while the defaults hold.' });
const stored = <const S extends z.ZodType>(value: S) =>
  z.object({ version, changedAt: Instant.nullable(), changedBy: Author.nullable(), value });
const change = <const S extends z.ZodType>(value: S) => z.strictObject({ version, value }).optional();

export const SettingsDocument = z
  .object({
    brand: stored(sections.brand),
    limits: stored(sections.limits),
    billing: stored(sections.billing),
    providers: stored(sections.providers),
    float: stored(sections.float),
    maintenanceMode: stored(sections.maintenanceMode),
  })
  .openapi('SettingsDocument');
export type SettingsDocument = z.infer<typeof SettingsDocument>;
export type SettingsSection = keyof SettingsDocument;

/** The sections that change, each whole and with the version that it replaces. */
export const SettingsChange = z
  .strictObject({
    brand: change(sections.brand),
    limits: change(sections.limits),
    billing: change(sections.billing),
    providers: change(sections.providers),
    float: change(sections.float),
    maintenanceMode: change(sections.maintenanceMode),
  })
  .openapi('SettingsChange');
export type SettingsChange = z.input<typeof SettingsChange>;

export const settingsRoutes = {
  getSettings: route('getSettings', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'All settings, with who changed them last',
    responses: { 200: json('The settings.', SettingsDocument), ...problems(401, 403) },
  }),
  updateSettings: route('updateSettings', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Change one or more sections',
    description:
      'All or nothing. A section that somebody else has changed since it was read answers 409 `settings_changed` and says who.',
    request: { body: body(SettingsChange) },
    responses: { 200: json('The settings as they are now.', SettingsDocument), ...problems(400, 401, 403, 409, 413) },
  }),
  getBrandLogo: route('getBrandLogo', {
    tag: 'System',
    access: 'public',
    summary: 'A logo of this marketplace',
    description: 'Its address is in `/config`; what it shows never changes.',
    request: {
      params: z.object({
        hash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .openapi({ param: { name: 'hash', in: 'path' } }),
      }),
    },
    responses: {
      200: {
        description: 'The picture.',
        content: { 'image/png': { schema: z.string().openapi({ format: 'binary' }) } },
      },
      ...problems(404),
    },
  }),
};
