import { useConfig } from '../api/use-config.ts';
import { smallestTopUp } from '../billing/smallest-top-up.ts';

const steps = (from: string) => [
  [
    'Add credit by card',
    `Any amount${from && ` from ${from}`}. It stays yours: only running servers use it up, by the second.`,
  ],
  ['Choose a size and a place', 'We pick the node, or you do: by country, specification, uptime or price.'],
  ['Connect with your own key', 'The address and the ssh command are there a few moments after you press Deploy.'],
];

export function HowItWorks() {
  const from = smallestTopUp(useConfig().data);
  return (
    <section aria-labelledby="how">
      <h2 id="how" className="mb-3 text-heading">
        How it works
      </h2>
      <ol className="grid gap-4 md:grid-cols-3">
        {steps(from).map(([title, text], at) => (
          <li key={title} className="border-t border-edge pt-3">
            <p className="font-medium">
              <span className="figures me-2 text-text-3">{at + 1}</span>
              {title}
            </p>
            <p className="mt-1 text-text-2">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
