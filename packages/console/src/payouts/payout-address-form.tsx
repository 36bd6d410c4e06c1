import type { PayoutAddress } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { apiKey, queryClient } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';

interface Form {
  address: string;
}

/** An address with its checksum; what was asked for before keeps the one it has. */
export function PayoutAddressForm({ present, onDone }: { present: PayoutAddress; onDone: () => void }) {
  const form = useForm<Form>({ defaultValues: { address: '' }, mode: 'onTouched' });
  const save = useMutation<PayoutAddress, ApiError, Form>({
    mutationFn: ({ address }) => api('setPayoutAddress', { body: { address: address.trim() } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(apiKey('getPayoutAddress'), saved);
      onDone();
    },
  });
  const { connectedAddress: connected } = present;
  const refused = fieldProblem(save.error?.problem, 'address');
  return (
    <form className="grid gap-4 p-4" noValidate onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <p className="text-text-2">
        An account of TFChain that you hold the key of. TFT that goes to a wrong address is lost.
      </p>
      <TextField
        label="New address"
        mono
        spellCheck={false}
        autoComplete="off"
        placeholder="5…"
        help="48 letters and digits that begin with 5. You are told by mail of every change."
        {...form.register('address', {
          validate: (value) => /^5[1-9A-HJ-NP-Za-km-z]{46,48}$/.test(value.trim()) || 'This is no address of TFChain.',
        })}
        error={form.formState.errors.address?.message ?? (refused && `The address ${refused}.`)}
      />
      {connected && connected !== present.address && (
        <Button
          className="justify-self-start"
          onClick={() => form.setValue('address', connected, { shouldValidate: true })}
        >
          Use my connected account
        </Button>
      )}
      {!refused && <ProblemNotice error={save.error} />}
      <p className="text-small text-text-2">Payouts that you have asked for already still go to the old address.</p>
      <Button type="submit" kind="primary" busy={save.isPending} className="justify-self-start">
        Save the address
      </Button>
    </form>
  );
}
