import { createHash, randomBytes } from 'node:crypto';
import { AUDIENCE, CLIENT_ID } from './constants.ts';

/** A browser without a screen, for tests: keeps cookies, follows redirects by hand, fills in forms. */
export class TestBrowser {
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly #issuer: string;

  constructor(issuer: string) {
    this.#issuer = issuer;
  }

  async open(
    address: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; location: string | null; body: string; url: string }> {
    const url = new URL(address, this.#issuer);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookie.join('; '), accept: 'text/html', connection: 'close' },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: await response.text(),
      url: url.href,
    };
  }

  /** Follows redirects as long as they stay with the issuer; the last answer, or the redirect that leads away. */
  async follow(address: string, form?: Record<string, string>) {
    let answer = await this.open(address, form);
    while (answer.location !== null && new URL(answer.location, this.#issuer).href.startsWith(this.#issuer)) {
      answer = await this.open(answer.location);
    }
    return answer;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const at = pair.indexOf('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
    if (expires !== undefined && Date.parse(expires) < Date.now()) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), path });
  }
}

export interface AuthorizeRequest {
  address: string;
  verifier: string;
  redirectUri: string;
}

/** An address for `/authorize` with PKCE as a single page application sends it. */
export function authorizeRequest(issuer: string, extra: Record<string, string> = {}): AuthorizeRequest {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = 'http://localhost:8888/callback';
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    audience: AUDIENCE,
    scope: 'openid profile email',
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  });
  return { address: `${issuer}authorize?${query}`, verifier, redirectUri };
}
