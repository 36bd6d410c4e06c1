import type { Deployment } from '@marketplace/contract';
import { useFreshKey } from '../ssh-keys/fresh-key.ts';
import { PrivateKeyOnce } from '../ssh-keys/private-key-once.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { PrivateNetworkGuide } from './private-network-guide.tsx';
import { sshCommand } from './ssh-command.ts';

/** The address, and the one line that signs in. */
export function ConnectCard({ deployment }: { deployment: Deployment }) {
  const fresh = useFreshKey();
  const { ssh, address, privateAddress, publicIpv4 } = deployment;
  const command = ssh && sshCommand(ssh);
  const facts: Fact[] = [];
  if (command) facts.push(['Sign in', <Copyable key="ssh" text={command} what="ssh command" />]);
  if (address)
    facts.push([publicIpv4 ? 'Public IPv4' : 'Address', <Copyable key="address" text={address} what="address" />]);
  if (privateAddress && privateAddress !== address) {
    facts.push(['Private address', <Copyable key="private" text={privateAddress} what="private address" />]);
  }
  return (
    <Card title="Connect">
      <div className="grid gap-4">
        {facts.length > 0 ? (
          <KeyValues facts={facts} />
        ) : (
          <p className="text-text-2">The node has not told the address yet.</p>
        )}
        {!publicIpv4 && <PrivateNetworkGuide />}
        {fresh && (
          <>
            {ssh && (
              <p className="text-small text-text-2">
                With the key that was made here:{' '}
                <code className="font-mono text-mono break-all text-text">
                  {`chmod 600 ${fresh.fileName} && ${sshCommand(ssh, fresh.fileName)}`}
                </code>
              </p>
            )}
            <PrivateKeyOnce fresh={fresh} />
          </>
        )}
      </div>
    </Card>
  );
}

function Copyable({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <code className="font-mono text-mono wrap-anywhere">{text}</code>
      <CopyButton what={what} text={text} />
    </span>
  );
}
