import { verifyAudit } from '../postgres/audit-trail.ts';
import { createStore } from '../postgres/store.ts';

/** Checks the hash chain of the audit log and names the first bad line. Needs DATABASE_URL; exit 1 when one is found. */
async function main() {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL must be set.');
  const store = createStore(url, { maxConnections: 1 });
  try {
    const { lines, firstBad, lastHash } = await verifyAudit(store.db);
    if (firstBad) {
      console.log(
        `Line ${firstBad.seq} (${firstBad.id}) is bad: ${firstBad.reason}. ${lines} lines before it are good.`,
      );
      process.exitCode = 1;
      return;
    }
    console.log(`All ${lines} lines are as they were written.${lastHash ? ` Last hash: ${lastHash}` : ''}`);
  } finally {
    await store.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
