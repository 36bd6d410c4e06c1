import type { UserChange, UserDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { roleName } from './user-words.ts';

type GrantedRole = 'cloud-provider' | 'cloud-operator';
export type Act = { act: 'suspend' } | { act: 'unsuspend' } | { act: 'grant_role' | 'revoke_role'; role: GrantedRole };

interface ChangeUserProps {
  user: UserDetail;
  act: Act;
  onClose: () => void;
}

/** Asks for the reason, which goes to the person and into the audit log, and says what follows. */
export function ChangeUser({ user, act, onClose }: ChangeUserProps) {
  const [reason, setReason] = useState('');
  const { title, verb, consequence, danger } = words(act, user.email);
  const save = useMutation<UserDetail, ApiError>({
    mutationFn: () =>
      api('updateUser', { params: { id: user.id }, body: { ...act, reason: reason.trim() } as UserChange }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getUser', { params: { id: user.id } }), changed);
      void refresh('listUsers');
      onClose();
    },
  });
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            busy={save.isPending}
            disabledReason={reason.trim().length < 3 ? 'Say why first.' : undefined}
            onClick={() => save.mutate()}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p className="text-text-2">{consequence}</p>
      <TextField
        label="Reason"
        help="The person is told this, and it stands in the audit log."
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={save.error} />
    </Dialog>
  );
}

function words(act: Act, email: string) {
  if (act.act === 'suspend')
    return {
      title: `Suspend ${email}`,
      verb: 'Suspend',
      consequence:
        'They can sign in, read, pay and delete, and start nothing new. What runs goes on and is charged until they delete it.',
      danger: true,
    };
  if (act.act === 'unsuspend')
    return {
      title: `Lift the suspension of ${email}`,
      verb: 'Lift the suspension',
      consequence: 'They can do everything again, at once.',
      danger: false,
    };
  const role = roleName(act.role);
  return act.act === 'grant_role'
    ? {
        title: `Make ${email} a ${role}`,
        verb: `Make ${role}`,
        consequence:
          act.role === 'cloud-operator'
            ? 'They see all users and all money of this marketplace, and change its prices and settings.'
            : 'They get the provider pages. Nodes are listed only after ownership was proven.',
        danger: false,
      }
    : {
        title: `Take the role ${role} from ${email}`,
        verb: 'Take it back',
        consequence: 'The pages of this role are closed to them at once.',
        danger: true,
      };
}
