import { fieldProblem } from '../problems.ts';

/** Only a path of our own site: an address elsewhere would make us a redirector for others. */
export function ownPath(returnTo: string | undefined): string {
  if (returnTo === undefined) return '/';
  const base = 'http://own.invalid';
  const plain = /^\/(?![/\\])[^\\\s]*$/.test(returnTo);
  if (!plain || new URL(returnTo, base).origin !== base)
    throw fieldProblem('returnTo', 'must be a path of this site, such as "/deployments"');
  return returnTo;
}
