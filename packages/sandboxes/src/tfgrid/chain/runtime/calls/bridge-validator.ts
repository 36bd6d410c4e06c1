import { type Execution, moduleError, type Origin } from '../execution.ts';

export function requireValidator(chain: Execution, origin: Origin): void {
  if (chain.get('TFTBridgeModule.Validators').includes(origin.account)) return;
  throw moduleError('TFTBridgeModule', 'ValidatorNotExists');
}
