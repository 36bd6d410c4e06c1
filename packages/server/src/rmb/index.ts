export { type BuiltVm, buildVm, type VmNetwork, type VmOrder } from './deployment/build-vm.ts';
export { deploymentHash } from './deployment/challenge.ts';
export type { Deployment } from './deployment/deployment.ts';
export { newVmNetwork } from './deployment/new-network.ts';
export {
  environmentOf,
  type PowerMeans,
  powerMeans,
  type StartChange,
  staysReachable,
  withoutPower,
  withPower,
  withVolumeOf,
} from './deployment/power-forms.ts';
export { readResult, type VmAddresses, type VmResult } from './deployment/read-result.ts';
export { signDeployment } from './deployment/sign-deployment.ts';
export { RmbAnswerInvalid, RmbError, RmbRefused, RmbSilence, RmbUndelivered, RmbUnreachable } from './errors.ts';
export type { NodeDeployment, NodeStatistics, NodeVersion, NodeWorkload } from './node-answers.ts';
export { createNodeApi, type DeployOutcome, type DeployRefusal, type NodeApi } from './node-api.ts';
export { createRmb, type Rmb, type RmbOptions } from './rmb.ts';
export type { PeerTwin, TwinKeys } from './twin-keys.ts';
