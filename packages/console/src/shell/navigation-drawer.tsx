import MenuIcon from 'lucide-react/icons/menu';
import { useState } from 'react';
import { SidePanel } from '../ui/side-panel.tsx';
import { Navigation } from './navigation.tsx';

/** The side bar of small screens. */
export function NavigationDrawer() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="-ms-2 inline-flex size-9 shrink-0 items-center justify-center rounded-control hover:bg-hover md:hidden pointer-coarse:size-11"
      >
        <MenuIcon className="size-4" strokeWidth={1.75} aria-hidden="true" />
        <span className="sr-only">Open the menu</span>
      </button>
      <SidePanel title="Menu" side="start" open={open} onClose={() => setOpen(false)}>
        <Navigation onLeave={() => setOpen(false)} />
      </SidePanel>
    </>
  );
}
