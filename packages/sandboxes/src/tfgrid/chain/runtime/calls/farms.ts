import { type Execution, moduleError } from '../execution.ts';
import { handler } from '../handler.ts';
import { sameBytes, toText } from '../text.ts';
import type { Farm, PublicIp } from '../values.ts';
import { ownTwin } from './twins.ts';

const pallet = 'TfgridModule';
const refuse = (name: string) => moduleError(pallet, name);
const cidr = /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/;
const ip4 = /^(\d{1,3}\.){3}\d{1,3}$/;
const maxFarmPublicIps = 256;

export const farmCalls = {
  create_farm: handler<{ name: Uint8Array; public_ips: { ip: Uint8Array; gw: Uint8Array }[] }>(
    (chain, origin, args) => {
      const twin = ownTwin(chain, origin.account);
      checkName(chain, args.name);
      const id = chain.get('TfgridModule.FarmID') + 1;
      const farm: Farm = {
        version: 4,
        id,
        name: args.name,
        twin_id: twin.id,
        pricing_policy_id: 1,
        certification: { type: 'NotCertified' },
        public_ips: args.public_ips.map(({ ip, gw }) => publicIp(ip, gw)),
        dedicated_farm: false,
        farming_policy_limits: undefined,
      };
      chain.set('TfgridModule.FarmID', [], id);
      chain.set('TfgridModule.Farms', [id], farm);
      chain.set('TfgridModule.FarmIdByName', [args.name], id);
      chain.emit(pallet, 'FarmStored', farm);
    },
  ),
  add_farm_ip: handler<{ farm_id: number; ip: Uint8Array; gw: Uint8Array }>((chain, origin, { farm_id, ip, gw }) => {
    const farm = ownFarm(chain, origin.account, farm_id);
    if (farm.public_ips.some((known) => sameBytes(known.ip, ip))) throw refuse('IpExists');
    if (farm.public_ips.length >= maxFarmPublicIps) throw refuse('InvalidPublicIP');
    update(chain, { ...farm, public_ips: [...farm.public_ips, publicIp(ip, gw)] });
  }),
  remove_farm_ip: handler<{ farm_id: number; ip: Uint8Array }>((chain, origin, { farm_id, ip }) => {
    const farm = ownFarm(chain, origin.account, farm_id);
    const free = farm.public_ips.find((known) => sameBytes(known.ip, ip) && known.contract_id === 0n);
    if (!free) throw refuse('IpNotExists');
    update(chain, { ...farm, public_ips: farm.public_ips.filter((known) => known !== free) });
  }),
  /** The real chain leaves this to the council; the sandbox lets the farmer decide. */
  set_farm_dedicated: handler<{ farm_id: number; dedicated: boolean }>((chain, origin, { farm_id, dedicated }) => {
    const farm = origin.authority ? chain.get('TfgridModule.Farms', farm_id) : ownFarm(chain, origin.account, farm_id);
    if (!farm) throw refuse('FarmNotExists');
    update(chain, { ...farm, dedicated_farm: dedicated });
    if (dedicated) chain.emit(pallet, 'FarmMarkedAsDedicated', farm_id);
  }),
};

export function ownFarm(chain: Execution, account: string, farmId: number): Farm {
  const twin = ownTwin(chain, account);
  const farm = chain.get('TfgridModule.Farms', farmId);
  if (!farm) throw refuse('FarmNotExists');
  if (farm.twin_id !== twin.id) throw refuse('CannotUpdateFarmWrongTwin');
  return farm;
}

function update(chain: Execution, farm: Farm): void {
  chain.set('TfgridModule.Farms', [farm.id], farm);
  chain.emit(pallet, 'FarmUpdated', farm);
}

function checkName(chain: Execution, name: Uint8Array): void {
  if (name.length < 3) throw refuse('FarmNameTooShort');
  if (name.length > 40) throw refuse('FarmNameTooLong');
  if (!/^[a-zA-Z0-9_-]+$/.test(toText(name))) throw refuse('InvalidFarmName');
  if (chain.get('TfgridModule.FarmIdByName', name) !== 0) throw refuse('FarmExists');
}

function publicIp(ip: Uint8Array, gateway: Uint8Array): PublicIp {
  if (!cidr.test(toText(ip)) || !ip4.test(toText(gateway))) throw refuse('InvalidPublicIP');
  return { ip, gateway, contract_id: 0n };
}
