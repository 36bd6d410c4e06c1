/** What a provider promises; a request carries the version that was read. A changed text is a new version. */
export const providerSla = {
  version: 1,
  title: 'Service level for cloud providers',
  points: [
    'Your nodes are online at least 99.9 % of each month. Announced maintenance does not count.',
    'You keep hardware, firmware and network of your nodes secure and up to date.',
    'You answer questions of the operator about your nodes within two working days.',
    'You announce maintenance before it begins, so that the people concerned can be told.',
    'You follow the policies of this marketplace. You do not look into what runs on your nodes.',
    'The operator may pause a node or end the partnership when this is not kept, and says why.',
  ],
} as const;
