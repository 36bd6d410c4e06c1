import type { Account } from './account.ts';
import type { Claims } from './jwt.ts';

/** The claims about a person that the granted scopes open. */
export function profileClaims(account: Account, scopes: ReadonlySet<string>, issuer: string): Claims {
  return {
    sub: account.sub,
    ...(scopes.has('profile') && {
      nickname: nicknameOf(account),
      name: account.name,
      picture: pictureOf(account, issuer),
      updated_at: account.updatedAt,
    }),
    ...(scopes.has('email') && { email: account.email, email_verified: account.emailVerified }),
  };
}

export function nicknameOf(account: Account): string {
  return account.email.slice(0, account.email.indexOf('@'));
}

export function pictureOf(account: Account, issuer: string): string {
  return account.picture ?? `${issuer}avatars/${initialsOf(account.name)}.svg`;
}

/** A round picture with up to two letters; `letters` is drawn in lower-case names as Auth0's default avatars are. */
export function avatarSvg(letters: string): string {
  const shown =
    letters
      .replace(/[^\p{L}\p{N}]/gu, '')
      .slice(0, 2)
      .toUpperCase() || '?';
  const hue = [...shown].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0) * 47, 0) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img"><rect width="64" height="64" fill="hsl(${hue} 42% 38%)"/><text x="32" y="33" fill="#fff" font-family="system-ui,sans-serif" font-size="26" font-weight="600" text-anchor="middle" dominant-baseline="central">${shown}</text></svg>`;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return encodeURIComponent(letters.join('').toLowerCase() || 'x');
}
