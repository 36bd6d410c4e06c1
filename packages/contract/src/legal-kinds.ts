/** The texts that people agree to. Plain data, so that the console carries no schema library for it. */
export const legalKinds = ['terms', 'privacy', 'sla_user', 'sla_provider'] as const;
