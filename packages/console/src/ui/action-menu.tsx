import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { cx } from './cx.ts';

export interface Action {
  name: string;
  act: () => void;
  danger?: boolean;
}

interface ActionMenuProps {
  label: string;
  trigger: ReactNode;
  head?: ReactNode;
  actions: readonly Action[];
}

export function ActionMenu({ label, trigger, head, actions }: ActionMenuProps) {
  return (
    <MenuTrigger>
      <Button
        aria-label={label}
        className="inline-flex min-h-9 min-w-9 items-center justify-center rounded-control hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      >
        {trigger}
      </Button>
      <Popover
        placement="bottom end"
        className="appear min-w-52 rounded-card border border-line bg-raised shadow-raised"
      >
        {head && <div className="max-w-72 border-b border-line px-3 py-2">{head}</div>}
        <Menu aria-label={label} className="p-1" onAction={(key) => actions.find(({ name }) => name === key)?.act()}>
          {actions.map(({ name, danger }) => (
            <MenuItem
              key={name}
              id={name}
              className={cx(
                'flex min-h-8 cursor-pointer items-center rounded-badge px-2.5 focus:bg-hover pointer-coarse:min-h-11',
                danger && 'text-bad',
              )}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
