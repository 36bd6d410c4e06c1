import { Banner } from '../ui/banner.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { utcField, utcInstant } from '../ui/utc-time.ts';
import { SectionFrame } from './section-frame.tsx';
import { useSectionForm } from './use-section-form.ts';

interface Form {
  on: boolean;
  message: string;
  until: string;
}

/** Pauses what is new; what runs goes on. */
export function MaintenanceTab() {
  const of = useSectionForm<'maintenanceMode', Form>({
    section: 'maintenanceMode',
    toForm: ({ on, message, until }) => ({ on, message, until: utcField(until) }),
    fromForm: (form) => ({ on: form.on, message: form.message.trim(), until: utcInstant(form.until) }),
  });
  const { register, watch } = of.form;
  const on = watch('on');
  return (
    <SectionFrame of={of}>
      <Card title="Maintenance mode">
        <div className="grid gap-4">
          <Checkbox
            label="Pause new orders and top-ups"
            help="Everybody sees a banner; ordering and paying say why they are off. Operators can still do both."
            {...register('on')}
          />
          <TextArea
            label="What people read"
            optional
            rows={3}
            maxLength={500}
            help="Why, in a sentence or two. That what runs goes on is said anyway."
            {...register('message')}
            error={of.fieldError('message')}
          />
          <TextField
            label="Expected until, UTC"
            optional
            type="datetime-local"
            className="max-w-60"
            help="It does not end by itself."
            {...register('until')}
            error={of.fieldError('until')}
          />
          {on && (
            <Banner family="warn" title="While this is on, nobody but operators can order or pay">
              Deployments go on, are charged, and can be deleted.
            </Banner>
          )}
        </div>
      </Card>
    </SectionFrame>
  );
}
