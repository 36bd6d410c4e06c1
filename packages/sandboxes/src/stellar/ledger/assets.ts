import { Asset } from '@stellar/stellar-sdk/base';
import type * as xdr from '@stellar/stellar-sdk/xdr';

/** `native` or `CODE:ISSUER`. */
export type AssetName = string;

export const native: AssetName = 'native';

export const assetName = (asset: xdr.Asset): AssetName => String(Asset.fromOperation(asset));

/** Throws when the name is none. */
export function toAsset(name: AssetName): Asset {
  if (name === native) return Asset.native();
  const [code = '', issuer = '', ...rest] = name.split(':');
  if (rest.length > 0) throw new Error(`${name} is not a valid asset`);
  return new Asset(code, issuer);
}

export const assetXdr = (name: AssetName): xdr.Asset => toAsset(name).toXdrObject();

export const issuerOf = (name: AssetName): string | undefined => name.split(':')[1];

/** The order in which Stellar writes pairs of assets. */
export const inOrder = (a: AssetName, b: AssetName): boolean => Asset.compare(toAsset(a), toAsset(b)) <= 0;

/** `asset_type`, `asset_code` and `asset_issuer` with a prefix before each, as Horizon writes an asset. */
export function assetFields(name: AssetName, prefix = ''): Record<string, string> {
  const [code = '', issuer] = name.split(':');
  if (issuer === undefined) return { [`${prefix}asset_type`]: 'native' };
  return {
    [`${prefix}asset_type`]: code.length <= 4 ? 'credit_alphanum4' : 'credit_alphanum12',
    [`${prefix}asset_code`]: code,
    [`${prefix}asset_issuer`]: issuer,
  };
}
