import type { App } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { useQuote } from '../deploy/use-quote.ts';
import { AnnouncedPrice } from '../pricing/announced-price.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { fullSizeWords } from '../ui/size.ts';
import { Skeleton } from '../ui/skeleton.tsx';

/** The named sizes with the price that an order would have this minute. */
export function SizeOffers() {
  const apps = useApi('listApps', undefined, { staleTime: 60_000 });
  const app = apps.data?.items[0];
  if (apps.error) return <ProblemNotice error={apps.error} retry={() => void apps.refetch()} />;
  return (
    <section aria-labelledby="offer" className="grid gap-3">
      <h2 id="offer" className="scroll-mt-16 text-heading">
        {app ? `${app.name}, priced now` : 'Priced now'}
      </h2>
      <ul className="grid gap-4 sm:grid-cols-3">
        {app
          ? app.sizes.map((size) => <Offer key={size.id} app={app} size={size} />)
          : [1, 2, 3].map((n) => <Waiting key={n} />)}
      </ul>
      <p className="text-small text-text-3">
        Price of a server that is ordered now, on the node that we would pick, without a public IPv4 address; a month is
        720 hours.
      </p>
    </section>
  );
}

function Offer({ app, size }: { app: App; size: App['sizes'][number] }) {
  const imageId = app.images[0]?.id ?? '';
  const quote = useQuote({ appId: app.id, imageId, sizeId: size.id, placement: { mode: 'auto' }, publicIpv4: false });
  return (
    <li className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <div>
        <p className="text-heading">{size.name}</p>
        <p className="text-text-2">{fullSizeWords(size.size)}</p>
      </div>
      <div className="min-h-13">
        {quote.data ? (
          <>
            <MoneyText money={quote.data.monthly} per="month" className="block text-figure" />
            <MoneyText money={quote.data.hourly} per="hour" className="text-small text-text-2" />
            <AnnouncedPrice announced={size.announced} />
          </>
        ) : quote.error ? (
          <p className="text-text-2">No node offers this size at the moment.</p>
        ) : (
          <Skeleton className="mt-2 h-6 w-32" />
        )}
      </div>
      <Link to="/deploy" search={{ size: size.id }} className="link justify-self-start">
        Deploy {size.name}
      </Link>
    </li>
  );
}

function Waiting() {
  return (
    <li className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <Skeleton className="h-11 w-40" />
      <Skeleton className="h-13 w-32" />
      <Skeleton className="h-5 w-24" />
    </li>
  );
}
