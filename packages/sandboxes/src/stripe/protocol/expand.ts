import type { Account } from '../account.ts';
import { asOf } from '../payments/balance.ts';
import { invalidRequest } from './errors.ts';
import type { Form } from './form.ts';

type Json = { [key: string]: unknown };

/** Replaces ids by the objects they name, along paths such as `latest_charge.balance_transaction` or `data.customer`. */
export function expand(answer: object, form: Form, account: Account): object {
  const paths = Array.isArray(form.expand) ? form.expand : form.expand ? [form.expand] : [];
  const expanded = structuredClone(answer) as Json;
  for (const path of paths) {
    if (typeof path !== 'string') throw invalidRequest('Invalid expand', { param: 'expand' });
    if (path.split('.').length > 4) {
      throw invalidRequest(`You cannot expand more than 4 levels of a property. Property: ${path}`, {
        param: 'expand',
      });
    }
    expandPath(expanded, path.split('.'), path, account);
  }
  return expanded;
}

function expandPath(place: Json, keys: string[], path: string, account: Account): void {
  const [key, ...rest] = keys;
  if (key === undefined) return;
  // A charge answers its refunds only when they are asked for.
  if (key === 'refunds' && place.object === 'charge' && place.refunds === undefined) {
    const charge = String(place.id);
    place.refunds = account.objects.list('refund', `/v1/charges/${charge}/refunds`, { where: { charge } });
  }
  const value = place[key];
  if (value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) expandPath(item as Json, rest, path, account);
    return;
  }
  if (typeof value === 'object') {
    expandPath(value as Json, rest, path, account);
    return;
  }
  const object = typeof value === 'string' && key !== 'id' ? find(account, value) : undefined;
  if (!object) {
    throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
  }
  place[key] = object;
  expandPath(place[key] as Json, rest, path, account);
}

function find(account: Account, id: string): object | undefined {
  const booked = account.objects.get('balance_transaction', id);
  return booked ? asOf(account, booked) : account.objects.any(id);
}
