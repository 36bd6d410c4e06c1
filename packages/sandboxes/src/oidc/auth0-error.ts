import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal of the token endpoint with Auth0's body `{error, error_description}`. */
export class Auth0Error extends Error {
  readonly status: ContentfulStatusCode;
  readonly error: string;

  constructor(status: ContentfulStatusCode, error: string, description: string) {
    super(description);
    this.name = 'Auth0Error';
    this.status = status;
    this.error = error;
  }

  get body(): { error: string; error_description: string } {
    return { error: this.error, error_description: this.message };
  }
}
