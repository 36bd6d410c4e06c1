import type { UserDetail } from '@marketplace/contract';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { type Act, ChangeUser } from './change-user.tsx';
import { RoleHistory } from './role-history.tsx';
import { roleName, suspendedStatus } from './user-words.ts';

const roles = ['cloud-provider', 'cloud-operator'] as const;

/** One person as the operator sees them: money, machines, roles; and what can be done about them. */
export function UserPage() {
  const { id } = useParams({ from: '/console/operator/users/$id' });
  const user = useApi('getUser', { params: { id } });
  const [act, setAct] = useState<Act>();
  const found = user.data;
  return (
    <Page
      title={found?.email ?? 'User'}
      beside={found?.suspended && <StatusBadge status={suspendedStatus} />}
      actions={found && <Acts user={found} onChoose={setAct} />}
    >
      <ProblemNotice error={user.error} retry={() => void user.refetch()} />
      {!found && !user.error && <Skeleton className="h-72 w-full" />}
      {found?.suspension && (
        <Banner family="warn" title="Suspended: this person starts nothing new">
          Reason: {found.suspension.reason}. Since <TimeText at={found.suspension.since} />.
        </Banner>
      )}
      {found && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          <Facts user={found} />
          <RoleHistory grants={found.grants} />
        </div>
      )}
      {found && act && <ChangeUser user={found} act={act} onClose={() => setAct(undefined)} />}
    </Page>
  );
}

function Acts({ user, onChoose }: { user: UserDetail; onChoose: (act: Act) => void }) {
  return (
    <>
      {roles.map((role) => {
        const held = user.roles.includes(role);
        return (
          <Button key={role} onClick={() => onChoose({ act: held ? 'revoke_role' : 'grant_role', role })}>
            {held ? `Take back ${roleName(role)}` : `Make ${roleName(role)}`}
          </Button>
        );
      })}
      <Button
        kind={user.suspended ? 'secondary' : 'danger'}
        onClick={() => onChoose(user.suspended ? { act: 'unsuspend' } : { act: 'suspend' })}
      >
        {user.suspended ? 'Lift the suspension' : 'Suspend'}
      </Button>
    </>
  );
}

function Facts({ user }: { user: UserDetail }) {
  return (
    <Card title="Account">
      <KeyValues
        facts={[
          ['Name', user.name],
          ['E-mail', `${user.email}${user.emailVerified ? '' : ' (not verified)'}`],
          ['Roles', user.roles.map(roleName).join(', ')],
          ['Since', <TimeText key="since" at={user.createdAt} style="day" />],
          ['Available', <MoneyText key="available" money={user.available} />],
          ['Held for orders', <MoneyText key="held" money={user.held} />],
          [
            'Spends now',
            <span key="spend">
              <MoneyText money={user.hourlySpend} style="rate" /> / hour
            </span>,
          ],
          [
            'Live deployments',
            <Link key="live" to="/operator/deployments" search={{ userId: user.id }} className="link figures">
              {user.liveDeployments}
            </Link>,
          ],
          [
            'Credits',
            <Link key="credits" to="/operator/coupons/credits" search={{ userId: user.id }} className="link">
              What was given, and giving more
            </Link>,
          ],
          [
            'History',
            <Link key="audit" to="/operator/audit" search={{ object: `user:${user.id}` }} className="link">
              What was done to this account
            </Link>,
          ],
        ]}
      />
    </Card>
  );
}
