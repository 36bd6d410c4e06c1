const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address or origin is http(s) on this machine, on any port: all that a sandbox sends people or tokens to. */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
  return loopbackHosts.has(url.hostname) || url.hostname.endsWith('.localhost');
}
