import type { FloatAlerts } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Empty } from '../ui/empty.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { QrCode } from './qr-code.tsx';

/** A payment of TFT over the bridge, for the wallet app TF Connect: as a code, as a link, and by hand. */
export function PaymentCard({ payment }: { payment: FloatAlerts['payment'] }) {
  return (
    <Card title="Add TFT with TF Connect">
      {payment ? (
        <div className="grid gap-4 sm:grid-cols-[auto_minmax(0,1fr)]">
          <QrCode text={payment.link} label="Payment code for TF Connect" />
          <div className="grid content-start gap-3">
            <p className="text-text-2">
              Scan the code in the wallet app; it fills in everything. Or send TFT on Stellar yourself: without the memo
              it comes back.
            </p>
            <KeyValues
              facts={[
                ['Amount', <TftText key="amount" amount={payment.tft} />],
                ['To the bridge', <Copied key="bridge" text={payment.bridgeAddress} what="the address" />],
                ['Text memo', <Copied key="memo" text={payment.memo} what="the memo" />],
                ['Payment link', <Copied key="link" text={payment.link} what="the link" />],
              ]}
            />
          </div>
        </div>
      ) : (
        <Empty title="There is no twin yet">The operator’s twin is made when the first order is deployed.</Empty>
      )}
    </Card>
  );
}

const Copied = ({ text, what }: { text: string; what: string }) => (
  <span className="flex flex-wrap items-center gap-2">
    <code className="break-all font-mono text-mono">{text}</code>
    <CopyButton text={text} what={what} />
  </span>
);
