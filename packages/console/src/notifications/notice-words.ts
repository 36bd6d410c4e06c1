import type { NoticeTopic, Notification } from '@marketplace/contract';
import type { StatusFamily, StatusShape } from '../ui/status-mark.tsx';

export const topicWords: Record<NoticeTopic, { name: string; help: string }> = {
  money: { name: 'Money', help: 'Receipts, refunds, cards, and how long your balance lasts.' },
  deployments: { name: 'Deployments', help: 'What happens to your servers.' },
  maintenance: { name: 'Maintenance', help: 'Windows on nodes that your servers run on.' },
  provider: { name: 'Provider', help: 'Your requests, nodes and payouts as a provider.' },
  operator: { name: 'Operator', help: 'What waits for the operators of this marketplace.' },
  account: { name: 'Account', help: 'Roles, sign-in and legal texts.' },
};

export const severityMark: Record<
  Notification['severity'],
  { family: StatusFamily; shape: StatusShape; word: string }
> = {
  info: { family: 'off', shape: 'ring', word: 'For your information' },
  warn: { family: 'warn', shape: 'triangle', word: 'Worth a look' },
  urgent: { family: 'bad', shape: 'octagon', word: 'Urgent' },
};
