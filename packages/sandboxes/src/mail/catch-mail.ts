import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { PortInUse } from '../control/listen.ts';
import type { MailFaults } from './mail-faults.ts';
import type { Mailbox } from './mailbox.ts';
import { parseMessage } from './parse-message.ts';

/** Takes every mail that arrives over SMTP, from anyone, with any credentials or none. */
export async function catchMail(
  mailbox: Mailbox,
  faults: MailFaults,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    banner: 'sandbox mail',
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    // Seconds that `close` waits for open connections.
    closeTimeout: 300,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
    onData: (stream, session, done) => {
      receive(stream).then(async (raw) => {
        const fault = faults.take();
        if (fault?.kind === 'refuse') return done(refusedForNow());
        if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
        const message = parseMessage(raw);
        const from = message.from || (session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address);
        for (const recipient of session.envelope.rcptTo) mailbox.add({ ...message, from, to: recipient.address });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port, error) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  // A client that goes away in the middle is no fault of the catcher.
  server.on('error', () => undefined);
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function refusedForNow(): Error {
  return Object.assign(new Error('4.3.2 mail is refused by the sandbox, try again later'), { responseCode: 451 });
}
