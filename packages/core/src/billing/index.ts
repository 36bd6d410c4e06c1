export { type GraceFacts, type GraceSettings, type GraceStep, graceStep, keptUntil } from './grace.ts';
export { decideWarning, type Runway, runwayAlarm, type WarningDecision, type WarningFacts } from './low-balance.ts';
export {
  type CapNoticeFacts,
  capNotice,
  comingBackNotice,
  finalNotice,
  graceOverNotice,
  lowBalanceNotice,
  suspendedNotice,
} from './notices.ts';
export { resumeTopUp } from './resume-amount.ts';
export {
  type CapAction,
  type CapPercent,
  capActions,
  capObjection,
  capPercent,
  capReached,
  capStops,
  type SpendingCap,
} from './spending-cap.ts';
export {
  type ResumeNeed,
  type ReviewedDeployment,
  type ReviewFacts,
  resumeNeed,
  reviewSuspension,
  type SuspensionCause,
  suspensionCauses,
  type Verdict,
} from './suspension.ts';
export { dollars, dollarsToPay, hourlyDollars } from './words.ts';
