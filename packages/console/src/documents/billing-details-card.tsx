import type { BillingDetails } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { countryCodes } from '@marketplace/contract/countries';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Combo } from '../ui/combo.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** Who stands on documents made from now on; what was issued stays as it is. */
export function BillingDetailsCard() {
  const details = useApi('getBillingDetails');
  return (
    <Card title="Name and address on documents">
      <ProblemNotice error={details.error} retry={() => void details.refetch()} />
      {details.data ? (
        <DetailsForm key={details.data.updatedAt ?? 'first'} present={details.data} />
      ) : (
        !details.error && <Skeleton className="h-72 w-full max-w-[720px]" />
      )}
    </Card>
  );
}

function DetailsForm({ present }: { present: BillingDetails }) {
  const [name, setName] = useState(present.name);
  const [address, setAddress] = useState(present.addressLines.join('\n'));
  const [country, setCountry] = useState(present.country);
  const [vatId, setVatId] = useState(present.vatId ?? '');
  const save = useMutation<BillingDetails, ApiError>({
    mutationFn: () =>
      api('updateBillingDetails', {
        body: {
          name: name.trim(),
          addressLines: address
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
          country: country ?? '',
          vatId: vatId.trim() || null,
        },
      }),
    onSuccess: (saved) => queryClient.setQueryData(apiKey('getBillingDetails'), saved),
  });
  const problem = save.error?.problem;
  const missing = [!name.trim() && 'name', !address.trim() && 'address', !country && 'country'].filter(Boolean);
  return (
    <form
      noValidate
      className="grid max-w-[720px] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) save.mutate();
      }}
    >
      <p className="text-small text-text-2">For documents made from now on; what was issued stays as it is.</p>
      <TextField
        label="Name or company"
        autoComplete="organization"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fieldProblem(problem, 'name')}
      />
      <TextArea
        label="Address"
        prose
        rows={3}
        help="Up to four lines."
        autoComplete="street-address"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={problem?.errors?.find(({ path }) => path.startsWith('addressLines'))?.message}
      />
      <Combo label="Country" options={countries()} value={country} onChange={setCountry} />
      <TextField
        label="VAT id"
        optional
        value={vatId}
        onChange={(event) => setVatId(event.currentTarget.value)}
        error={fieldProblem(problem, 'vatId')}
      />
      <ProblemNotice error={save.error} />
      <div className="flex items-center gap-3">
        <Button
          type="submit"
          busy={save.isPending}
          disabledReason={missing.length > 0 ? `Fill in ${missing.join(', ')} first.` : undefined}
        >
          Save the address
        </Button>
        <p role="status" className="text-small text-text-2">
          {save.isSuccess ? 'Saved' : ''}
        </p>
      </div>
    </form>
  );
}

function countries() {
  const names = new Intl.DisplayNames(undefined, { type: 'region' });
  return countryCodes
    .map((id) => ({ id, name: names.of(id) ?? id }))
    .sort((left, right) => left.name.localeCompare(right.name));
}
