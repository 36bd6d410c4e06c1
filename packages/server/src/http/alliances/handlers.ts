import type { HttpParts } from '../parts.ts';
import { castBallot } from './cast-ballot.ts';
import { activateAlliance, updateAlliance } from './change-alliance.ts';
import { createAlliance } from './create-alliance.ts';
import { getAllianceEarnings } from './get-alliance-earnings.ts';
import { getAllianceUptime } from './get-alliance-uptime.ts';
import { giveAllianceNode, withdrawAllianceNode } from './give-node.ts';
import { inviteMember, listAllianceInvitations, withdrawInvitation } from './invite-member.ts';
import { acceptInvitation, joinAlliance } from './join-alliance.ts';
import { declineInvitation, leaveAlliance } from './leave-alliance.ts';
import { listAllianceAgreements } from './list-agreements.ts';
import { getAlliance, listAlliances } from './list-alliances.ts';
import { listAllianceMembers } from './list-members.ts';
import { listAllianceNodes } from './list-nodes.ts';
import { listOwnAlliances, listOwnInvitations } from './list-own.ts';
import { listAllianceShares } from './list-shares.ts';
import { listAllianceVotes } from './list-votes.ts';
import { openAllianceVote } from './open-vote.ts';
import { proposeAllianceAgreement, withdrawAllianceAgreement } from './propose-agreement.ts';
import { simulateAllianceFormula } from './simulate-formula.ts';

export const alliancesHandlers = (parts: HttpParts) => ({
  listAlliances: listAlliances(parts),
  createAlliance: createAlliance(parts),
  getAlliance: getAlliance(parts),
  updateAlliance: updateAlliance(parts),
  activateAlliance: activateAlliance(parts),
  listOwnAlliances: listOwnAlliances(parts),
  listOwnInvitations: listOwnInvitations(parts),
  listAllianceMembers: listAllianceMembers(parts),
  joinAlliance: joinAlliance(parts),
  acceptInvitation: acceptInvitation(parts),
  declineInvitation: declineInvitation(parts),
  leaveAlliance: leaveAlliance(parts),
  listAllianceInvitations: listAllianceInvitations(parts),
  inviteMember: inviteMember(parts),
  withdrawInvitation: withdrawInvitation(parts),
  listAllianceNodes: listAllianceNodes(parts),
  giveAllianceNode: giveAllianceNode(parts),
  withdrawAllianceNode: withdrawAllianceNode(parts),
  listAllianceVotes: listAllianceVotes(parts),
  openAllianceVote: openAllianceVote(parts),
  castBallot: castBallot(parts),

  listAllianceAgreements: listAllianceAgreements(parts),
  proposeAllianceAgreement: proposeAllianceAgreement(parts),
  withdrawAllianceAgreement: withdrawAllianceAgreement(parts),
  simulateAllianceFormula: simulateAllianceFormula(parts),
  getAllianceEarnings: getAllianceEarnings(parts),
  listAllianceShares: listAllianceShares(parts),
  getAllianceUptime: getAllianceUptime(parts),
});
