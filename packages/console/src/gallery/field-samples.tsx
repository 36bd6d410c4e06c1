import { useState } from 'react';
import { AmountInput } from '../ui/amount-input.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox, ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { Combo } from '../ui/combo.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Range } from '../ui/range.tsx';
import { Select } from '../ui/select.tsx';

const options = [
  { id: 'be', name: 'Belgium', aside: '312' },
  { id: 'at', name: 'Austria', aside: '41' },
  { id: 'fi', name: 'Finland', aside: '7' },
];

export function FieldSamples() {
  const [choice, setChoice] = useState('be');
  const [cores, setCores] = useState(2);
  return (
    <Card title="Fields">
      <div className="grid max-w-[760px] gap-4">
        <TextField label="Name" help="Also the machine's host name, with _ for each hyphen." defaultValue="shop-web" />
        <TextField
          label="Name"
          defaultValue="Shop Web"
          error="Use small letters, digits and single hyphens between them."
        />
        <TextField label="Picture" optional placeholder="https://" />
        <TextArea label="Public key" rows={2} placeholder="ssh-ed25519 AAAA…" />
        <Select label="Region" options={options} value={choice} onChange={setChoice} />
        <Combo label="Country" options={options} value={choice} onChange={(id) => id && setChoice(id)} />
        <Checkbox label="Send me e-mail" help="Receipts are always sent." defaultChecked />
        <ChoiceGroup legend="Size" columns="sm:grid-cols-3">
          <ChoiceCard name="sample" label="Small" aside="from $11.50 / month" defaultChecked>
            1 core, 2 GB memory
          </ChoiceCard>
          <ChoiceCard name="sample" label="Medium" aside="from $23.00 / month">
            2 cores, 4 GB memory
          </ChoiceCard>
          <ChoiceCard name="sample" label="Large" disabled>
            No node offers it
          </ChoiceCard>
        </ChoiceGroup>
        <Range label="Cores" value={cores} minimum={1} maximum={16} words={`${cores} cores`} onChange={setCores} />
        <AmountInput
          legend="Amount"
          presets={['25.00', '50.00', '100.00']}
          limits={{ minimum: '5.00', maximum: '10000.00' }}
          initial="50.00"
          onChange={() => undefined}
        />
      </div>
    </Card>
  );
}
