import { Link } from '@tanstack/react-router';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { RechargeStanding } from './recharge-standing.tsx';
import { useRecharge } from './use-recharge.ts';

/** On the balance page: how the automatic top-up stands, and the way to its setting. */
export function RechargeCard() {
  const recharge = useRecharge();
  return (
    <Card
      title="Automatic top-up"
      actions={
        <Link to="/balance/auto-recharge" className="link">
          {recharge.data?.enabled ? 'Change' : 'Set up'}
        </Link>
      }
    >
      <ProblemNotice error={recharge.error} retry={() => void recharge.refetch()} />
      {recharge.data ? <RechargeStanding recharge={recharge.data} /> : !recharge.error && <Skeleton className="h-16" />}
    </Card>
  );
}
