import { sql } from 'kysely';

/**
 * The holder of a node in the hour that begins at `hour`, as a lateral join: `h.user_id`, null where nobody had it listed.
 * Core's `earningsOfDay` is the reference.
 */
export const holderInHour = (node: string, hour: string) => sql`
  lateral (
    select n.user_id from node_holdings n
    where n.node_id = ${sql.ref(node)} and n.from_at < ${sql.ref(hour)} + interval '1 hour'
      and (n.until_at is null or n.until_at > ${sql.ref(hour)})
    order by n.from_at limit 1
  ) h`;
