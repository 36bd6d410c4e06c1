import { allianceAgreementRoutes } from './alliance-agreements.ts';
import { allianceEarningRoutes } from './alliance-earnings.ts';
import { allianceMemberRoutes } from './alliance-members.ts';
import { allianceNodeRoutes } from './alliance-nodes.ts';
import { allianceVoteRoutes } from './alliance-votes.ts';
import { allianceRoutes } from './alliances.ts';
import { auditRoutes } from './audit.ts';
import { autoRechargeRoutes } from './auto-recharge.ts';
import { balanceRoutes } from './balance.ts';
import { catalogRoutes } from './catalog.ts';
import { creditRoutes } from './credits.ts';
import { deploymentRoutes } from './deployments.ts';
import { disputeRoutes } from './disputes.ts';
import { documentRoutes } from './documents.ts';
import { floatRoutes } from './float.ts';
import { identityRoutes } from './identity.ts';
import { legalRoutes } from './legal.ts';
import { lifecycleRoutes } from './lifecycle.ts';
import { maintenanceRoutes } from './maintenance.ts';
import { nodeFilterRoutes } from './node-filters.ts';
import { nodePoolRoutes } from './node-pool.ts';
import { nodeRoutes } from './nodes.ts';
import { notificationRoutes } from './notifications.ts';
import { operatorRoutes } from './operator.ts';
import { paymentRoutes } from './payments.ts';
import { payoutRoutes } from './payouts.ts';
import { pricingRoutes } from './pricing.ts';
import { providerAccountRoutes } from './provider-account.ts';
import { providerNodeRoutes } from './provider-nodes.ts';
import { providerRequestRoutes } from './provider-requests.ts';
import { reconciliationRoutes } from './reconciliation.ts';
import { refundRoutes } from './refunds.ts';
import { settingsRoutes } from './settings.ts';
import { spendingRoutes } from './spending.ts';
import { stripeEventRoutes } from './stripe-events.ts';
import { systemRoutes } from './system.ts';
import { taskRoutes } from './tasks.ts';
import { topUpPolicyRoutes } from './top-up-policy.ts';
import { treasuryRoutes } from './treasury.ts';
import { userRoutes } from './users.ts';

/** Every route of the contract by its operation id. */
export const routes = {
  ...systemRoutes,
  ...identityRoutes,
  ...nodeRoutes,
  ...nodeFilterRoutes,
  ...catalogRoutes,
  ...deploymentRoutes,
  ...lifecycleRoutes,
  ...balanceRoutes,
  ...maintenanceRoutes,
  ...autoRechargeRoutes,
  ...spendingRoutes,
  ...documentRoutes,
  ...auditRoutes,
  ...taskRoutes,
  ...userRoutes,
  ...notificationRoutes,
  ...paymentRoutes,
  ...operatorRoutes,
  ...providerAccountRoutes,
  ...providerRequestRoutes,
  ...providerNodeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...stripeEventRoutes,
  ...creditRoutes,
  ...reconciliationRoutes,
  ...legalRoutes,
  ...pricingRoutes,
  ...settingsRoutes,
  ...payoutRoutes,
  ...nodePoolRoutes,
  ...floatRoutes,
  ...topUpPolicyRoutes,

  ...treasuryRoutes,

  ...allianceRoutes,
  ...allianceMemberRoutes,
  ...allianceNodeRoutes,
  ...allianceVoteRoutes,

  ...allianceAgreementRoutes,
  ...allianceEarningRoutes,
};

export type Routes = typeof routes;
