import type { SettingsChange } from '@marketplace/contract';
import { apps } from '@marketplace/core/catalog';
import { checkSettings, type MarketplaceSettings, type SettingsSection } from '@marketplace/core/settings';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Author } from '../../postgres/author.ts';
import { readSettingsDocument, type SettingsDocument, settingsJson, writeSettings } from '../../postgres/settings.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { keepLogo } from './brand-logo.ts';
import { sectionFromJson, sectionNames, settingsDocumentJson } from './sections.ts';

type Given<Section extends SettingsSection> = NonNullable<SettingsChange[Section]>;

export const updateSettings =
  (parts: { store: Store; newId: NewId }): Handler<'updateSettings'> =>
  async (c) => {
    const body = c.req.valid('json');
    refuseWrong(body);
    const document = await parts.store.transaction(async (tx) => {
      const before = await readSettingsDocument(tx);
      const audits: (() => Promise<void>)[] = [];
      for (const section of sectionNames) {
        const given = body[section];
        if (given) audits.push(await writeSection(tx, c, { section, given, before, newId: parts.newId }));
      }
      // The log's writers wait for each other: its lines come last.
      for (const audit of audits) await audit();
      return readSettingsDocument(tx);
    });
    return c.json(settingsDocumentJson(document), 200);
  };

/** Every field that is wrong, of all sections at once. */
function refuseWrong(body: SettingsChange): void {
  const facts = { appIds: apps.map(({ id }) => id) };
  const errors = sectionNames.flatMap((section) => {
    const given = body[section];
    if (!given) return [];
    const issues = checkSettings(section, sectionFromJson(section, given.value as never), facts);
    return issues.map(({ path, message }) => ({ path: `${section}.value.${path}`, message }));
  });
  const [first] = errors;
  if (first) throw new HttpProblem('validation_failed', `${first.path} ${first.message}.`, { errors });
}

interface Write<Section extends SettingsSection> {
  section: Section;
  given: Given<Section>;
  before: SettingsDocument;
  newId: NewId;
}

async function writeSection<Section extends SettingsSection>(
  tx: Tx,
  c: HttpContext,
  { section, given, before, newId }: Write<Section>,
): Promise<() => Promise<void>> {
  const now = c.get('now');
  const value = await storable(tx, section, sectionFromJson(section, given.value as never), now);
  const change = { by: `user:${actorOf(c).user.id}`, now, expected: given.version };
  if (!(await writeSettings(tx, section, value, change))) {
    const { changedBy, changedAt } = (await readSettingsDocument(tx))[section];
    throw settingsChanged(`The section ${section}`, { section, changedBy, changedAt });
  }
  return () =>
    writeAudit(tx, {
      ...auditFacts(c, newId),
      action: 'settings.changed',
      object: `settings:${section}`,
      before: plain(before[section].value),
      after: plain(value),
    });
}

/** A logo that was sent as a picture is kept beside the settings. */
async function storable<Section extends SettingsSection>(
  tx: Tx,
  section: Section,
  value: MarketplaceSettings[Section],
  now: Date,
): Promise<MarketplaceSettings[Section]> {
  if (section !== 'brand') return value;
  const brand = value as MarketplaceSettings['brand'];
  return { ...brand, logoUrl: await keepLogo(tx, brand.logoUrl, now) } as MarketplaceSettings[Section];
}

/** Somebody else was first: what the writer saw is not what stands. */
export function settingsChanged(
  what: string,
  facts: { section: string; changedBy: Author | null; changedAt: Date | null },
): HttpProblem {
  const { section, changedBy, changedAt } = facts;
  const who = changedBy ? `by ${changedBy.name} (${changedBy.email})` : 'by somebody else';
  return new HttpProblem('settings_changed', `${what} was changed ${who} since you read it.`, {
    details: { section, changedBy, changedAt: changedAt?.toISOString() ?? null },
  });
}

const plain = (value: object): object => JSON.parse(settingsJson(value)) as object;
