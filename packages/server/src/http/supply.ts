import type { PlacementFacts } from '@marketplace/core/deployments';
import type { Supply } from '../supply.ts';
import { HttpProblem } from './problems.ts';

export type { Supply };

export async function requireFacts(supply: Supply, at: Date): Promise<PlacementFacts> {
  const facts = await supply.placementFacts(at);
  if (facts) return facts;
  throw new HttpProblem(
    'temporarily_unavailable',
    'The grid was not read yet, so there is no price to give. Try again in a moment.',
  );
}
