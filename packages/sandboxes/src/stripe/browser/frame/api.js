/** Calls the sandbox's API with the publishable key; resolves with `{body}` or `{error}`. */
export async function request(apiKey, method, path, fields = {}) {
  const pairs = new URLSearchParams(flatten(fields));
  try {
    const response = await fetch(method === 'GET' ? `${path}?${pairs}` : path, {
      method,
      headers: { Authorization: `Bearer ${apiKey}` },
      ...(method === 'GET' ? {} : { body: pairs }),
    });
    const body = await response.json();
    return body.error ? { error: body.error } : { body };
  } catch {
    return {
      error: {
        type: 'api_connection_error',
        message: 'We could not reach the payment service. Check your connection and try again.',
      },
    };
  }
}

/** `{a: {b: 1}}` as `[['a[b]', '1']]`. */
function flatten(value, name = '') {
  return Object.entries(value).flatMap(([key, inner]) => {
    const full = name ? `${name}[${key}]` : key;
    if (inner === undefined || inner === null) return [];
    return typeof inner === 'object' ? flatten(inner, full) : [[full, String(inner)]];
  });
}
