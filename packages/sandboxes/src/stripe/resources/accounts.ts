import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { newId, randomText } from '../protocol/ids.ts';
import { operation } from '../protocol/operation.ts';
import { anything, createdRange, flag, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';

const linkValidSeconds = 300;
const form = () => z.record(z.string(), anything()).optional();

const writable = {
  business_profile: form(),
  business_type: z.enum(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  capabilities: z.record(z.string(), z.strictObject({ requested: flag() })).optional(),
  email: text().optional(),
  metadata: metadata().optional(),
};
const creation = z.strictObject({
  ...writable,
  controller: form(),
  country: text().optional(),
  type: z.enum(['custom', 'express', 'standard']).optional(),
});
const linkCreation = z.strictObject({
  account: text(),
  collection_options: anything().optional(),
  refresh_url: text(),
  return_url: text(),
  type: z.enum(['account_onboarding', 'account_update']),
});

export const accountOperations = [
  operation({
    method: 'POST',
    path: '/v1/accounts',
    params: creation,
    run: (account, { type, controller, country, ...fields }) => {
      const blank = newAccount(account, type ?? (controller ? 'none' : 'standard'), country ?? 'US');
      return account.objects.add(applyFields(blank, fields));
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts',
    params: z.strictObject({ ...paging, created: createdRange() }),
    run: (account, query) => account.objects.list('account', '/v1/accounts', query),
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findAccount(account, id, 'path'),
  }),
  operation({
    method: 'POST',
    path: '/v1/accounts/:id',
    params: z.strictObject(writable),
    run: (account, params, id) => {
      const before = findAccount(account, id, 'path');
      const after = account.objects.save(applyFields(before, params));
      account.emit('account.updated', after, changedFields(before, after));
      return after;
    },
  }),
  operation({
    method: 'DELETE',
    path: '/v1/accounts/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      findAccount(account, id, 'path');
      return account.objects.save<Stripe.DeletedAccount>({ id, object: 'account', deleted: true });
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/account_links',
    params: linkCreation,
    run: (account, params) => {
      findAccount(account, params.account, 'param');
      const onboarding = randomText(24);
      account.objects.mark(params.account, { onboarding, returnUrl: params.return_url });
      return {
        object: 'account_link',
        created: account.now(),
        expires_at: account.now() + linkValidSeconds,
        url: `${account.url}/onboarding/${params.account}/${onboarding}`,
      };
    },
  }),
];

/** A connected account that was not deleted. */
export function findAccount(account: Account, id: string, place: 'path' | 'param'): Stripe.Account {
  const found = account.objects.get('account', id);
  if (found && !found.deleted) return found;
  if (place === 'path') throw resourceMissing('account', id, 'account', 'path');
  throw invalidRequest(`No such destination: '${id}'`, { code: 'resource_missing', param: 'destination' });
}

/** The owner gave all that is asked for: money may be sent to the account. */
export function finishOnboarding(account: Account, owner: Stripe.Account): Stripe.Account {
  const names = Object.keys(owner.capabilities ?? {});
  const after = account.objects.save<Stripe.Account>({
    ...owner,
    capabilities: Object.fromEntries(names.map((name) => [name, 'active'])),
    charges_enabled: true,
    details_submitted: true,
    payouts_enabled: true,
    requirements: requirements([]),
  });
  account.objects.mark(owner.id, { onboarding: undefined });
  account.emit('account.updated', after, changedFields(owner, after));
  return after;
}

function applyFields(before: Stripe.Account, params: z.infer<z.ZodObject<typeof writable>>): Stripe.Account {
  const state = before.details_submitted ? 'active' : 'inactive';
  const requested = Object.entries(params.capabilities ?? {}).filter(([, wish]) => wish.requested);
  return {
    ...before,
    business_profile: { ...before.business_profile, ...params.business_profile } as Stripe.Account.BusinessProfile,
    business_type: params.business_type ?? before.business_type,
    capabilities: { ...before.capabilities, ...Object.fromEntries(requested.map(([name]) => [name, state])) },
    email: params.email ?? before.email,
    metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
  };
}

function requirements(due: string[]): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: due,
    disabled_reason: due.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: due,
    past_due: due,
    pending_verification: [],
  };
}

function newAccount(account: Account, type: Stripe.Account.Type, country: string): Stripe.Account {
  const id = newId('acct').slice(0, 21);
  return {
    id,
    object: 'account',
    business_profile: {
      annual_revenue: null,
      estimated_worker_count: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: null,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller: { type: 'application', is_controller: true },
    country,
    created: account.now(),
    default_currency: 'usd',
    details_submitted: false,
    email: null,
    external_accounts: { object: 'list', data: [], has_more: false, url: `/v1/accounts/${id}/external_accounts` },
    future_requirements: requirements([]),
    metadata: {},
    payouts_enabled: false,
    requirements: requirements([
      'business_profile.url',
      'external_account',
      'tos_acceptance.date',
      'tos_acceptance.ip',
    ]),
    settings: null,
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type,
  };
}
