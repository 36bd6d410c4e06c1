import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** One figure with its name and one line; grey while it is not known. */
export function Kpi({ label, value, note }: { label: string; value?: ReactNode; note?: ReactNode }) {
  return (
    <Card className="min-w-0">
      <p className="text-micro text-text-3">{label}</p>
      {value === undefined ? (
        <Skeleton className="mt-2 h-6 w-24" />
      ) : (
        <p className="figures text-figure break-words">{value}</p>
      )}
      <p className="min-h-[18px] text-small text-text-2">{note}</p>
    </Card>
  );
}
