import { useState } from 'react';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Button, type ButtonKind } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pop } from '../ui/pop.tsx';
import { SidePanel } from '../ui/side-panel.tsx';

const kinds: ButtonKind[] = ['primary', 'secondary', 'quiet', 'danger'];

export function ActionSamples() {
  const [open, setOpen] = useState<'dialog' | 'panel'>();
  const close = () => setOpen(undefined);
  return (
    <Card title="Actions">
      <div className="grid gap-4">
        {kinds.map((kind) => (
          <div key={kind} className="flex flex-wrap gap-3">
            <Button kind={kind}>Pay $50.00</Button>
            <Button kind={kind} small>
              Small
            </Button>
            <Button kind={kind} busy>
              Pay $50.00
            </Button>
            <Button kind={kind} disabledReason="The price is being computed.">
              Disabled with reason
            </Button>
          </div>
        ))}
        <div className="flex flex-wrap gap-3">
          <CopyButton what="ssh command" text="ssh root@203.0.113.7" />
          <CopyButton compact what="id" text="0195" />
          <ActionMenu
            label="Sample menu"
            trigger="⋯"
            actions={[
              { name: 'Rename', act: close },
              { name: 'Delete', act: close, danger: true },
            ]}
          />
          <Pop label="Sample popover" trigger="Why $9.20?" triggerClass="px-2 underline decoration-dotted">
            288 h × $0.0319 = $9.20
          </Pop>
          <Button onClick={() => setOpen('dialog')}>Open a dialog</Button>
          <Button onClick={() => setOpen('panel')}>Open a panel</Button>
        </div>
      </div>
      <Dialog
        title="Delete shop-web"
        open={open === 'dialog'}
        onClose={close}
        actions={<Button onClick={close}>Cancel</Button>}
      >
        <p className="text-text-2">All files on its disk are lost.</p>
      </Dialog>
      <SidePanel title="Node 5231" open={open === 'panel'} onClose={close}>
        <p className="p-4">A panel lies over the list and has its own address.</p>
      </SidePanel>
    </Card>
  );
}
