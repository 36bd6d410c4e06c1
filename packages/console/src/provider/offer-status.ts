import type { OfferState, ProviderNode } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

const looks: Record<OfferState, Status> = {
  offered: { family: 'ok', shape: 'disc', word: 'Offered' },
  paused: { family: 'warn', shape: 'bars', word: 'Paused' },
  hidden: { family: 'off', shape: 'square', word: 'Hidden' },
  leaving: { family: 'off', shape: 'ring', word: 'Leaving' },
  withheld: { family: 'off', shape: 'ring', word: 'Not offered' },
};

export const offerStates = Object.entries(looks).map(([id, { word }]) => ({ id: id as OfferState, name: word }));

type Offer = Pick<ProviderNode, 'node' | 'state' | 'pausedReason' | 'liveDeployments'>;

/** Whether a node that a provider brought is sold now, and if not, why; for its provider and the operator alike. */
export const offerStatus = (offer: Offer): { status: Status; reason: string | undefined } => ({
  status: looks[offer.state],
  reason: reasonOf(offer),
});

function reasonOf({ node, state, pausedReason, liveDeployments }: Offer): string | undefined {
  if (state === 'paused') return `by the operator: ${pausedReason}`;
  if (state === 'leaving')
    return `when ${liveDeployments === 1 ? 'the last server' : `${liveDeployments} servers`} on it ended`;
  return state === 'withheld' ? (node.notOfferableReason ?? undefined) : undefined;
}
