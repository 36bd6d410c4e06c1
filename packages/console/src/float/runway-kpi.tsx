import type { FloatRunway } from '@marketplace/contract';
import { Kpi } from '../overview/kpi.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { lasting, levelWord } from './float-words.ts';

/** How long the twin pays what runs, and at which rate. */
export const RunwayKpi = ({ runway }: { runway: FloatRunway | null | undefined }) => (
  <Kpi
    label="Usable TFT lasts"
    value={runway ? lasting(runway.hours) : runway === null ? 'unknown' : undefined}
    note={runway && <RunwayNote runway={runway} />}
  />
);

function RunwayNote({ runway: { burnPerHourTft, nextDrop } }: { runway: FloatRunway }) {
  return (
    <>
      <TftText amount={burnPerHourTft} /> / hour
      {nextDrop && `, ${levelWord(nextDrop.from)} is lost in ${lasting(nextDrop.afterHours)}`}
    </>
  );
}
