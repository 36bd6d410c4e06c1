import type { Deployment } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { formatMoney } from '../ui/money.ts';
import { diskWords } from '../ui/size.ts';

export function DeleteDialog({ deployment, onClose }: { deployment: Deployment; onClose: () => void }) {
  const { id, name, size, address, hourly } = deployment;
  const [typed, setTyped] = useState('');
  const navigate = useNavigate();
  const remove = useMutation<Deployment, ApiError>({
    mutationFn: () => api('deleteDeployment', { params: { id } }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed);
      void refresh('listDeployments', 'getBalance', 'listTransactions');
      onClose();
      void navigate({ to: '/deployments/$id', params: { id } });
    },
  });
  const reason = typed === name ? undefined : `Type ${name} to delete it.`;
  return (
    <Dialog
      alert
      open
      onClose={onClose}
      title={`Delete ${name}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="danger" busy={remove.isPending} disabledReason={reason} onClick={() => remove.mutate()}>
            Delete {name}
          </Button>
        </>
      }
    >
      <ul className="list-disc ps-5 text-text-2">
        <li>{`All files on its ${diskWords(size.diskGb)} disk are lost. There is no backup.`}</li>
        {address && <li>{`Its address ${address} is given back.`}</li>}
        <li>{`The open hour is charged by the second; then ${formatMoney(hourly, 'rate')} / hour stops.`}</li>
      </ul>
      <TextField
        label={
          <>
            Type <strong className="font-semibold text-text">{name}</strong> to confirm
          </>
        }
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ProblemNotice error={remove.error} />
    </Dialog>
  );
}
