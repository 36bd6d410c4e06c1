import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../../sandboxes/src/oidc/constants.ts';

export interface Addresses {
  console: string;
  /** Absent when every system is a real one. */
  sandbox?: string;
  demoAccounts: boolean;
}

/** What stands on the screen once everything is up. */
export function welcome({ console, sandbox, demoAccounts }: Addresses): string {
  const lines = [
    '',
    `  ThreeFold Cloud Marketplace   ${console}`,
    `  API, as OpenAPI 3.1           ${console}/api/v1/openapi.json`,
  ];
  if (sandbox) lines.push(`  Sandbox: time, mail, faults   ${sandbox}`);
  if (demoAccounts) {
    lines.push('', `  Sign in with the password ${DEMO_PASSWORD} as`);
    for (const { email, is } of DEMO_ACCOUNTS) lines.push(`    ${email.padEnd(22)}${is}`);
  }
  lines.push('', '  Ctrl-C stops everything; your work is kept for the next start.', '');
  return lines.join('\n');
}
