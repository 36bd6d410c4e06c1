import Banknote from 'lucide-react/icons/banknote';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import Coins from 'lucide-react/icons/coins';
import CreditCard from 'lucide-react/icons/credit-card';
import FileText from 'lucide-react/icons/file-text';
import Gauge from 'lucide-react/icons/gauge';
import Globe from 'lucide-react/icons/globe';
import Handshake from 'lucide-react/icons/handshake';
import House from 'lucide-react/icons/house';
import KeyRound from 'lucide-react/icons/key-round';
import LayoutDashboard from 'lucide-react/icons/layout-dashboard';
import ListTodo from 'lucide-react/icons/list-todo';
import Network from 'lucide-react/icons/network';
import Scale from 'lucide-react/icons/scale';
import ScrollText from 'lucide-react/icons/scroll-text';
import Server from 'lucide-react/icons/server';
import Settings from 'lucide-react/icons/settings';
import Tag from 'lucide-react/icons/tag';
import Ticket from 'lucide-react/icons/ticket';
import Users from 'lucide-react/icons/users';
import Vault from 'lucide-react/icons/vault';
import Wallet from 'lucide-react/icons/wallet';
import Wrench from 'lucide-react/icons/wrench';

type Icon = typeof Gauge;
export type Item = readonly [label: string, to: string, icon: Icon];

export interface Area {
  name: string;
  /** Where the switch leads; pages below it belong to the area. */
  home: string;
  /** Who sees it; everybody without a role. */
  role?: 'cloud-provider' | 'cloud-operator';
  sections: readonly { title?: string; items: readonly Item[] }[];
}

const cloud: Area = {
  name: 'Cloud',
  home: '/overview',
  sections: [
    {
      items: [
        ['Overview', '/overview', LayoutDashboard],
        ['Deployments', '/deployments', Server],
        ['Nodes', '/nodes', Globe],
        ['Alliances', '/alliances', Network],
        ['SSH keys', '/ssh-keys', KeyRound],
      ],
    },
    {
      title: 'Billing',
      items: [
        ['Balance', '/balance', Wallet],
        ['Statement', '/statement', ClipboardList],
        ['Invoices', '/invoices', FileText],
        ['Cards', '/cards', CreditCard],
      ],
    },
  ],
};

const provider: Area = {
  name: 'Provider',
  home: '/provider',
  role: 'cloud-provider',
  sections: [
    {
      items: [
        ['Home', '/provider', House],
        ['Nodes', '/provider/nodes', Server],
        ['Earnings', '/provider/earnings', Coins],
        ['Maintenance', '/provider/maintenance', Wrench],
        ['Alliances', '/provider/alliances', Network],
      ],
    },
  ],
};

const operator: Area = {
  name: 'Operator',
  home: '/operator',
  role: 'cloud-operator',
  sections: [
    {
      items: [
        ['Overview', '/operator', Gauge],
        ['Tasks', '/operator/tasks', ListTodo],
        ['Users', '/operator/users', Users],
        ['Providers', '/operator/providers', Handshake],
        ['Nodes', '/operator/nodes', Globe],
        ['Deployments', '/operator/deployments', Server],
        ['Maintenance', '/operator/maintenance', Wrench],
        ['Audit log', '/operator/audit', ScrollText],
      ],
    },
    {
      title: 'Money',
      items: [
        ['Payments', '/operator/payments', CreditCard],
        ['Documents', '/operator/documents', FileText],
        ['Coupons', '/operator/coupons', Ticket],
        ['Payouts', '/operator/payouts', Banknote],
        ['Treasury', '/operator/treasury', Vault],
        ['Reconciliation', '/operator/reconciliation', Scale],
      ],
    },
    {
      title: 'Marketplace',
      items: [
        ['Pricing', '/operator/pricing', Tag],
        ['Settings', '/operator/settings', Settings],
      ],
    },
  ],
};

/** The parts of the console in the order of the switch; the first is everybody's. */
export const areas: readonly Area[] = [cloud, provider, operator];

/** The area that a page belongs to. */
export const areaOf = (pathname: string): Area =>
  areas.find(({ home, role }) => role !== undefined && (pathname === home || pathname.startsWith(`${home}/`))) ?? cloud;
