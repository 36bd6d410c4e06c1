import type { ProviderRequest, ProviderRequestDetail, RequestMessage } from '@marketplace/contract';
import {
  findRequest,
  type ListedRequest,
  messagesOf,
  type RequestMessageRow,
} from '../../postgres/provider-requests.ts';
import type { Database } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';

export const requestJson = (row: ListedRequest): ProviderRequest => ({
  id: row.id,
  status: row.status,
  name: row.name,
  contactEmail: row.contact_email,
  contactPhone: row.contact_phone,
  network: row.network,
  address: row.account_address,
  nodes: row.nodes,
  apps: row.apps,
  comment: row.comment,
  slaVersion: row.sla_version,
  slaAcceptedAt: row.sla_accepted_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decisionReason: row.decision_reason,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export const messageJson = (row: RequestMessageRow): RequestMessage => ({
  id: row.id,
  author: row.author,
  text: row.text,
  createdAt: row.created_at.toISOString(),
});

/** An own request with its messages; throws when it is not the person's. */
export async function ownRequestJson(db: Database, userId: string, id: string): Promise<ProviderRequestDetail> {
  const row = await findRequest(db, id, userId);
  if (!row) throw noSuchRequest();
  return { ...requestJson(row), messages: (await messagesOf(db, id)).map(messageJson) };
}

export const noSuchRequest = (): HttpProblem => new HttpProblem('not_found', 'There is no such request.');

/** What the operator's list of tasks calls a request. */
export const TASK_KIND = 'provider_request';
