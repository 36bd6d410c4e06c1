import type { AllianceDetail } from '@marketplace/contract';
import { Kpi } from '../overview/kpi.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { countWords } from './alliance-words.ts';

/** What an alliance promises, what was measured, what it has and from which price. */
export function Figures({ alliance }: { alliance: AllianceDetail }) {
  const { slaPercent, uptimePercent, nodes, capacity, monthlyFrom, memberCount } = alliance;
  return (
    <div className="grid grid-cols-2 gap-4 xl:grid-cols-4">
      <Kpi
        label="Promised uptime"
        value={`${slaPercent} %`}
        note={
          uptimePercent === null ? 'a month; nothing measured yet' : `a month; measured ${uptimePercent.toFixed(2)} %`
        }
      />
      <Kpi
        label="Nodes"
        value={String(nodes.given)}
        note={`${nodes.online} online, ${countWords(memberCount, 'member')}`}
      />
      <Kpi
        label="Free now"
        value={memoryWords(capacity.free.memoryMb)}
        note={`memory, ${diskWords(capacity.free.ssdGb)} SSD`}
      />
      <Kpi
        label="From"
        value={monthlyFrom ? <MoneyText money={monthlyFrom} /> : '–'}
        note={monthlyFrom ? 'a month, smallest server' : 'nothing is offered now'}
      />
    </div>
  );
}
