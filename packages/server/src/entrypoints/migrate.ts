import { migrate, pendingMigrations } from '../postgres/migrate.ts';

/** `--check` reports what is missing and changes nothing. Needs DATABASE_ADMIN_URL and DATABASE_URL. */
async function main() {
  const adminUrl = process.env.DATABASE_ADMIN_URL ?? process.env.DATABASE_URL;
  const appUrl = process.env.DATABASE_URL;
  if (!adminUrl || !appUrl)
    throw new Error('DATABASE_ADMIN_URL (owner) and DATABASE_URL (role of the application) must be set.');
  if (process.argv.includes('--check')) {
    const pending = await pendingMigrations(adminUrl);
    console.log(pending.length === 0 ? 'The schema is up to date.' : `Not applied yet: ${pending.join(', ')}`);
    process.exitCode = pending.length === 0 ? 0 : 1;
    return;
  }
  const { applied } = await migrate({ adminUrl, appUrl });
  console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
