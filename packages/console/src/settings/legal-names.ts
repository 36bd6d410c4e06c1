import type { LegalKind } from '@marketplace/contract';

export const legalNames: Record<LegalKind, string> = {
  terms: 'Terms of use',
  privacy: 'Privacy',
  sla_user: 'Service level for cloud users',
  sla_provider: 'Service level for cloud providers',
};
