import type { DocumentFacts, Party } from '@marketplace/core/documents';
import { sql } from 'kysely';
import { readSettings } from './settings.ts';
import type { Tx } from './store.ts';

/** What stands on the documents of these persons as of now: brand, seller, tax rate, and each one's name and address. */
export async function readDocumentFacts(tx: Tx, userIds: readonly string[]): Promise<Map<string, DocumentFacts>> {
  const { brand, billing } = await readSettings(tx);
  const buyers = await readBuyers(tx, userIds);
  const seller = sellerOf(billing.seller);
  return new Map(
    buyers.map(({ userId, ...buyer }) => [
      userId,
      {
        brand: { title: brand.title, accentColor: brand.accentColor },
        seller,
        buyer,
        taxPercent: billing.taxPercent,
      },
    ]),
  );
}

const sellerOf = ({
  name,
  address,
  country,
  taxId,
}: {
  name: string;
  address: string;
  country: string;
  taxId: string;
}) => ({
  name,
  addressLines: address
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  country,
  taxId,
});

async function readBuyers(tx: Tx, userIds: readonly string[]): Promise<(Party & { userId: string; email: string })[]> {
  const { rows } = await sql<Party & { userId: string; email: string }>`
    select u.id as "userId", u.email, coalesce(b.name, u.name) as name, coalesce(b.address_lines, '{}') as "addressLines",
           coalesce(b.country, '') as country, coalesce(b.vat_id, '') as "taxId"
    from users u left join billing_details b on b.user_id = u.id
    where u.id = any(${userIds}::uuid[])`.execute(tx);
  return rows;
}
