import ssh2 from 'ssh2';

/**
 * An Ed25519 pair in OpenSSH's form. ssh2 1.17.0 now and then writes a private key that it cannot read back (12 of 3,000
 * when counted), so each is read before it is used.
 */
export function newSshKeyPair(): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}
