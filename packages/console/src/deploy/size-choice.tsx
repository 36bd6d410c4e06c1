import { useId } from 'react';
import { AnnouncedPrice } from '../pricing/announced-price.tsx';
import { Card } from '../ui/card.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { fullSizeWords } from '../ui/size.ts';
import { CustomSize } from './custom-size.tsx';
import type { DeployForm } from './use-deploy-form.ts';

export function SizeChoice({ form }: { form: DeployForm }) {
  const name = useId();
  const { app, choice, change } = form;
  return (
    <Card title={app.name}>
      <div className="grid gap-4">
        <p className="text-text-2">{app.summary}</p>
        <ChoiceGroup legend="Size" columns="sm:grid-cols-2">
          {app.sizes.map(({ id, name: label, size, monthlyFrom, announced }) => (
            <ChoiceCard
              key={id}
              name={name}
              checked={choice.sizeId === id}
              onChange={() => change({ size: id, cpu: undefined, memoryMb: undefined, diskGb: undefined })}
              label={label}
              aside={
                monthlyFrom && (
                  <>
                    from <MoneyText money={monthlyFrom} per="month" />
                  </>
                )
              }
            >
              {fullSizeWords(size)}
              <AnnouncedPrice announced={announced} />
            </ChoiceCard>
          ))}
          <ChoiceCard
            name={name}
            checked={choice.sizeId === 'custom'}
            onChange={() => change({ size: 'custom', ...choice.size })}
            label="Custom"
          >
            Your own cores, memory and disk
          </ChoiceCard>
        </ChoiceGroup>
        {choice.sizeId === 'custom' && <CustomSize form={form} />}
      </div>
    </Card>
  );
}
