import { expect, test } from 'vitest';
import { sshCommand } from './ssh-command.ts';

test('the command names port and key file only where they are needed', () => {
  expect(sshCommand({ host: '203.0.113.7', port: 22, user: 'root' })).toBe('ssh root@203.0.113.7');
  expect(sshCommand({ host: '::1', port: 2222, user: 'root' }, 'key.pem')).toBe('ssh -i key.pem -p 2222 root@::1');
});
