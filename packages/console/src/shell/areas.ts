import ClipboardList from 'lucide-react/icons/clipboard-list';
import CreditCard from 'lucide-react/icons/credit-card';
import Gauge from 'lucide-react/icons/gauge';
import Globe from 'lucide-react/icons/globe';
import KeyRound from 'lucide-react/icons/key-round';
import LayoutDashboard from 'lucide-react/icons/layout-dashboard';
import ListTodo from 'lucide-react/icons/list-todo';
import ScrollText from 'lucide-react/icons/scroll-text';
import Server from 'lucide-react/icons/server';
import Users from 'lucide-react/icons/users';
import Wallet from 'lucide-react/icons/wallet';

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
        ['SSH keys', '/ssh-keys', KeyRound],
      ],
    },
    {
      title: 'Billing',
      items: [
        ['Balance', '/balance', Wallet],
        ['Statement', '/statement', ClipboardList],
        ['Cards', '/cards', CreditCard],
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
        ['Deployments', '/operator/deployments', Server],
        ['Audit log', '/operator/audit', ScrollText],
      ],
    },
  ],
};

/** The parts of the console in the order of the switch; the first is everybody's. */
export const areas: readonly Area[] = [cloud, operator];

/** The area that a page belongs to. */
export const areaOf = (pathname: string): Area =>
  areas.find(({ home, role }) => role !== undefined && (pathname === home || pathname.startsWith(`${home}/`))) ?? cloud;
