import type { UserDetail } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { roleName } from './user-words.ts';

/** Roles that were granted and taken back, with by whom and why. */
export function RoleHistory({ grants }: { grants: UserDetail['grants'] }) {
  return (
    <Card title="Roles over time">
      {grants.length === 0 && <p className="text-text-2">This person was never given a role beyond cloud user.</p>}
      <ul className="grid gap-3">
        {grants.map((grant) => (
          <li key={`${grant.role} ${grant.grantedAt}`}>
            <p className="font-medium">
              {roleName(grant.role)}
              {grant.revokedAt ? '' : ', held now'}
            </p>
            <p className="text-small text-text-2">
              From <TimeText at={grant.grantedAt} />
              {grant.revokedAt && (
                <>
                  {' '}
                  to <TimeText at={grant.revokedAt} />
                </>
              )}
              . Reason: {grant.reason}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
