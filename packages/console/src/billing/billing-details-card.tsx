import type { BillingDetails } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { countryCodes } from '@marketplace/contract/countries';
import { useMutation } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { apiKey, queryClient, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Combo } from '../ui/combo.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

export function BillingDetailsCard() {
  const details = useApi('getBillingDetails');
  return (
    <Card title="On your documents" className="max-w-[760px]">
      <ProblemNotice error={details.error} retry={() => void details.refetch()} />
      {details.data ? <DetailsForm details={details.data} /> : !details.error && <Skeleton className="h-80 w-full" />}
    </Card>
  );
}

interface Form {
  name: string;
  address: string;
  country: string;
  vatId: string;
}

function DetailsForm({ details }: { details: BillingDetails }) {
  const form = useForm<Form>({ values: formOf(details), mode: 'onTouched' });
  const { errors, isDirty } = form.formState;
  const save = useMutation<BillingDetails, ApiError, Form>({
    mutationFn: ({ name, address, country, vatId }) =>
      api('updateBillingDetails', {
        body: { name: name.trim(), addressLines: linesOf(address), country, vatId: vatId.trim() || null },
      }),
    onSuccess: (saved) => queryClient.setQueryData(apiKey('getBillingDetails'), saved),
  });
  const problem = save.error?.problem;
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <p className="text-small text-text-2">Used for documents made from now on. What was issued stays as it is.</p>
      <TextField
        label="Name or company"
        autoComplete="organization"
        maxLength={100}
        {...form.register('name', { validate: (value) => value.trim() !== '' || 'Enter a name.' })}
        error={errors.name?.message ?? fieldProblem(problem, 'name')}
      />
      <TextArea
        label="Address"
        rows={4}
        help="Street, postal code and city; at most four lines."
        autoComplete="street-address"
        {...form.register('address', {
          validate: (value) => (linesOf(value).length > 0 && linesOf(value).length <= 4) || 'Enter one to four lines.',
        })}
        error={errors.address?.message ?? fieldProblem(problem, 'addressLines')}
      />
      <Controller
        control={form.control}
        name="country"
        rules={{ required: 'Choose a country.' }}
        render={({ field }) => (
          <div>
            <Combo
              label="Country"
              options={countries}
              value={field.value === '' ? null : field.value}
              onChange={(id) => field.onChange(id ?? '')}
            />
            {errors.country && (
              <p role="alert" className="mt-1 text-small text-bad">
                {errors.country.message}
              </p>
            )}
          </div>
        )}
      />
      <TextField
        label="VAT number"
        optional
        maxLength={20}
        {...form.register('vatId')}
        error={fieldProblem(problem, 'vatId')}
      />
      <ProblemNotice error={save.error} />
      <div className="flex items-center gap-3">
        <Button type="submit" busy={save.isPending} disabledReason={isDirty ? undefined : 'Nothing has been changed.'}>
          Save details
        </Button>
        <p role="status" className="text-small text-text-2">
          {save.isSuccess && !isDirty ? 'Saved' : ''}
        </p>
      </div>
    </form>
  );
}

const formOf = ({ name, addressLines, country, vatId }: BillingDetails): Form => ({
  name,
  address: addressLines.join('\n'),
  country: country ?? '',
  vatId: vatId ?? '',
});

const linesOf = (address: string): string[] =>
  address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const names = new Intl.DisplayNames(undefined, { type: 'region' });
const countries = countryCodes
  .map((id) => ({ id, name: names.of(id) ?? id }))
  .sort((a, b) => a.name.localeCompare(b.name));
