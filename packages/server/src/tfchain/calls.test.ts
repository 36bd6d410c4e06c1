import { describe, expect, it } from 'vitest';
import { cancelContract, createNodeContract, updateNodeContract } from './calls.ts';
import { deploymentHash } from './values.ts';

const order = { nodeId: 11, hash: 'bc85aef0aa120cd3f20a950f1ba8ad68', deploymentData: '{}', publicIps: 1 };

describe('a node contract', () => {
  it('carries the hash as the 32 characters of the hex text, not as 16 bytes', () => {
    const { args } = createNodeContract(order);
    expect(args.deployment_hash).toBe('0x6263383561656630616131323063643366323061393530663162613861643638');
    expect(deploymentHash.parse(args.deployment_hash)).toBe(order.hash);
  });

  it.each(['', 'BC85AEF0AA120CD3F20A950F1BA8AD68', 'bc85', `${order.hash}00`])('refuses "%s" as hash', (hash) => {
    expect(() => createNodeContract({ ...order, hash })).toThrow(TypeError);
  });

  it('counts its data in bytes, at most 512', () => {
    expect(createNodeContract({ ...order, deploymentData: 'é'.repeat(256) }).args.deployment_data).toHaveLength(512);
    expect(() => createNodeContract({ ...order, deploymentData: 'é'.repeat(257) })).toThrow(RangeError);
  });

  it('is bound to another hash by its id', () => {
    const { args } = updateNodeContract({ contractId: 77, hash: order.hash, deploymentData: '{}' });
    expect(args).toMatchObject({ contract_id: 77n, deployment_hash: createNodeContract(order).args.deployment_hash });
    expect(() => updateNodeContract({ contractId: 77, hash: order.hash, deploymentData: 'é'.repeat(257) })).toThrow(
      RangeError,
    );
  });

  it('is cancelled by its id as the chain counts it', () => {
    expect(cancelContract(77).args).toEqual({ contract_id: 77n });
  });
});
