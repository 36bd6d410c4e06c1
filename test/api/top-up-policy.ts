import type { Answer } from '../../packages/contract/src/client.ts';

/** Of a float of some hundred TFT at 0.01 each; it asks above one USDC. */
export const policy: Answer<'getTopUpPolicy'>['policy'] = {
  mode: 'dry_run',
  belowTft: '100.0000000',
  runwayHours: null,
  levelDropHours: null,
  targetTft: '200.0000000',
  minimumUsdc: '0.5000000',
  dayCapUsdc: '20.0000000',
  monthCapUsdc: '100.0000000',
  maxSlippageBps: 300,
  cooldownMinutes: 60,
  approvalAboveUsdc: '1.0000000',
};
