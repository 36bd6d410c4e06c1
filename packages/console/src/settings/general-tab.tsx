import { Controller } from 'react-hook-form';
import { useApi } from '../api/query.ts';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSectionForm } from './use-section-form.ts';

interface Form {
  title: string;
  supportEmail: string;
  supportUrl: string;
  featuredApps: string[];
}

/** Name, contact, and what stands first. */
export function GeneralTab() {
  const of = useSectionForm<'brand', Form>({
    section: 'brand',
    toForm: ({ title, supportEmail, supportUrl, featuredApps }) => ({
      title,
      supportEmail: supportEmail ?? '',
      supportUrl: supportUrl ?? '',
      featuredApps,
    }),
    fromForm: (form, before) => ({
      ...before,
      title: form.title.trim(),
      supportEmail: form.supportEmail.trim() || null,
      supportUrl: form.supportUrl.trim() || null,
      featuredApps: form.featuredApps,
    }),
  });
  const { register, control, formState } = of.form;
  const { errors } = formState;
  return (
    <SectionFrame of={of}>
      <Card title="Name">
        <TextField
          label="Name of this marketplace"
          maxLength={60}
          className="max-w-96"
          help="In the console, on the first page, in mails and in the browser's tabs."
          {...register('title', { validate: (value) => value.trim() !== '' || 'Enter a name.' })}
          error={errors.title?.message ?? of.fieldError('title')}
        />
      </Card>
      <Card title="Support">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="E-mail address for questions"
            optional
            type="email"
            help="At the foot of every page, in errors and in mails."
            {...register('supportEmail')}
            error={of.fieldError('supportEmail')}
          />
          <TextField
            label="Page for questions"
            optional
            type="url"
            help="Where it is set, links lead here instead. Begins with https://"
            {...register('supportUrl', {
              validate: (value) =>
                value.trim() === '' ||
                /^https:\/\/\S+$/.test(value.trim()) ||
                'Enter an address that begins with https://',
            })}
            error={errors.supportUrl?.message ?? of.fieldError('supportUrl')}
          />
        </div>
      </Card>
      <Card title="Featured apps">
        <p className="mb-2 text-text-2">
          Shown first, in the order in which you tick them, on the first page and where something is deployed.
        </p>
        <Controller
          control={control}
          name="featuredApps"
          render={({ field }) => <FeaturedApps chosen={field.value} onChange={field.onChange} />}
        />
      </Card>
    </SectionFrame>
  );
}

function FeaturedApps({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
  const apps = useApi('listApps', undefined, { staleTime: 60_000 }).data?.items ?? [];
  return (
    <fieldset>
      <legend className="sr-only">Featured apps</legend>
      {apps.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          help={chosen.includes(id) ? `Place ${chosen.indexOf(id) + 1}` : undefined}
          checked={chosen.includes(id)}
          onChange={() => onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])}
        />
      ))}
    </fieldset>
  );
}
