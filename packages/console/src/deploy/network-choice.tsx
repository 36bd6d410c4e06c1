import type { Quote } from '@marketplace/contract';
import { useId } from 'react';
import { PrivateNetworkGuide } from '../deployments/private-network-guide.tsx';
import { Card } from '../ui/card.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { dollars, formatMoney, toUnits } from '../ui/money.ts';
import { quoteRequest } from './choice.ts';
import type { DeployForm } from './use-deploy-form.ts';
import { useQuote } from './use-quote.ts';

/** How the machine will be reached, said before it is paid for. */
export function NetworkChoice({ form, quote }: { form: DeployForm; quote: Quote | undefined }) {
  const name = useId();
  const { choice, change, ipv4Offered } = form;
  const extra = useIpv4Price(form, quote);
  return (
    <Card title="How you reach it">
      <div className="grid gap-3">
        <ChoiceGroup legend={<span className="sr-only">Network</span>} columns="sm:grid-cols-2">
          <ChoiceCard
            name={name}
            label="Public IPv4"
            aside={extra && `+${extra}`}
            checked={choice.publicIpv4}
            disabled={ipv4Offered === false && !choice.publicIpv4}
            onChange={() => change({ ipv4: true })}
          >
            {ipv4Offered === false ? 'None is free in this place.' : 'Works from everywhere, with nothing to install.'}
          </ChoiceCard>
          <ChoiceCard
            name={name}
            label="Private network"
            checked={!choice.publicIpv4}
            onChange={() => change({ ipv4: false })}
          >
            Works from computers that run Mycelium, the grid's encrypted network.
          </ChoiceCard>
        </ChoiceGroup>
        {!choice.publicIpv4 && <PrivateNetworkGuide />}
      </div>
    </Card>
  );
}

/** What the address costs per month: the difference of two quotes. */
function useIpv4Price(form: DeployForm, quote: Quote | undefined): string | undefined {
  const { choice, app, ipv4Offered } = form;
  const other = useQuote(
    quote && ipv4Offered ? quoteRequest(app, { ...choice, publicIpv4: !choice.publicIpv4 }) : undefined,
  );
  if (!quote || !other.data || other.isPlaceholderData) return undefined;
  const difference = toUnits(quote.monthly.amount) - toUnits(other.data.monthly.amount);
  const price = choice.publicIpv4 ? difference : -difference;
  return price > 0n ? `${formatMoney(dollars(price))} / month` : undefined;
}
