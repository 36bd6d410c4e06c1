export { type FieldIssue, isRefusal, type Refusal, type RefusalDetails, refuse } from './refusal.ts';
