/** Minutes in which the text must come back signed. */
export const CHALLENGE_MINUTES = 10;

export interface ChallengeFacts {
  /** Name and origin of the marketplace that asks. */
  marketplace: string;
  origin: string;
  /** The chain by name and genesis hash: an account of another network proves nothing here. */
  network: string;
  /** E-mail address of the person whom the account will belong to: the signer sees if it is somebody else. */
  person: string;
  address: string;
  nonce: string;
  /** ISO 8601, UTC. */
  issuedAt: string;
  expiresAt: string;
}

/** What is signed to connect an account. It says what for, where, for whom and until when; nothing else is ever asked for. */
export function challengeText(facts: ChallengeFacts): string {
  const { marketplace, origin, network, person, address, nonce, issuedAt, expiresAt } = facts;
  return [
    `${oneLine(marketplace)} asks you to prove that you hold this TFChain account.`,
    '',
    'Purpose: connect the account as a cloud provider',
    `Marketplace: ${oneLine(origin)}`,
    `Person: ${oneLine(person)}`,
    `Network: ${oneLine(network)}`,
    `Account: ${address}`,
    `Nonce: ${nonce}`,
    `Issued: ${issuedAt}`,
    `Expires: ${expiresAt}`,
    '',
    'Signing moves no money and gives nobody access to the account.',
  ].join('\n');
}

/** A name with a line break in it could pretend to be a line of ours. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
