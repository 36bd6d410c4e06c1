import type { SwapQuote } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { AssetText, formatAsset } from './asset-text.tsx';

export interface SwapWish {
  spend?: string;
  obtain?: string;
  maxSlippageBps: number;
  bridge: boolean;
  reason: string;
}

interface QuoteDialogProps {
  wish: SwapWish;
  quote: SwapQuote;
  asking: boolean;
  onAskAgain: () => void;
  starting: boolean;
  error: ApiError | null;
  onStart: () => void;
  onClose: () => void;
}

/** What Stellar says now, and what the transaction may do at worst. */
export function QuoteDialog(props: QuoteDialogProps) {
  const { wish, quote, asking, onAskAgain, starting, error, onStart, onClose } = props;
  const old = useNowMs() > Date.parse(quote.quotedAt) + quote.validSeconds * 1000;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Quote"
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          {old ? (
            <Button kind="primary" busy={asking} onClick={onAskAgain}>
              Ask again
            </Button>
          ) : (
            <Button kind="primary" busy={starting} onClick={onStart}>
              {wish.spend ? `Spend ${formatAsset(quote.sendUsdc)} USDC` : `Obtain ${formatAsset(quote.receiveTft)} TFT`}
            </Button>
          )}
        </>
      }
    >
      <KeyValues
        facts={[
          ['You pay', <AssetText key="pay" amount={quote.sendUsdc} asset="USDC" exact />],
          ['You get', <AssetText key="get" amount={quote.receiveTft} asset="TFT" exact />],
          wish.spend
            ? ['At least', <AssetText key="least" amount={quote.leastTft} asset="TFT" exact />]
            : ['At most', <AssetText key="most" amount={quote.mostUsdc} asset="USDC" exact />],
          ['Price', <span key="price" className="figures">{`${quote.usdcPerTft} USDC / TFT`}</span>],
          [
            'Price impact',
            <span key="impact" className="figures">
              {percent(quote.impactBps)}
            </span>,
          ],
          [
            'From the chain’s price',
            <span key="from" className="figures">
              {away(quote.fromChainBps)}
            </span>,
          ],
          ['Path', ['USDC', ...quote.path, 'TFT'].join(' → ')],
          ...(wish.bridge && quote.bridgeFeeTft
            ? [['Bridge fee', <AssetText key="fee" amount={quote.bridgeFeeTft} asset="TFT" />] as const]
            : []),
        ]}
      />
      <p className="text-text-2">
        {old
          ? 'This quote is older than 30 seconds.'
          : 'The exchange takes a fresh quote within the same limits. If the price moves past them, nothing is exchanged.'}
      </p>
      <ProblemNotice error={error} />
    </Dialog>
  );
}

const percent = (bps: number): string => `${(Math.abs(bps) / 100).toFixed(2)} %`;
const away = (bps: number): string => (bps === 0 ? 'the same' : `${percent(bps)} ${bps > 0 ? 'dearer' : 'cheaper'}`);
