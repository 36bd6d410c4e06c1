import type { ScorePart } from '@marketplace/contract';

const names: Record<ScorePart['code'], string> = { price: 'Price', uptime: 'Uptime, 90 days', room: 'Free room' };

const points = (value: number) => value.toFixed(1);

/** Why our pick fell on a node: what each part could give, what it gave and for what. */
export function NodeScore({ parts }: { parts: readonly ScorePart[] }) {
  const total = parts.reduce((sum, part) => sum + part.points, 0);
  return (
    <table className="w-full text-small">
      <caption className="sr-only">Score of the node by part, of 100 points</caption>
      <thead>
        <tr className="text-start text-micro text-text-3">
          <th scope="col" className="py-1 text-start font-medium">
            Part
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            For
          </th>
          <th scope="col" className="whitespace-nowrap py-1 ps-3 text-end font-medium">
            Points of most
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ code, weight, points: given, fact }) => (
          <tr key={code} className="border-t border-line align-top">
            <th scope="row" className="whitespace-nowrap py-1 pe-3 text-start font-normal text-text">
              {names[code]}
            </th>
            <td className="py-1 text-text-2">{fact}</td>
            <td className="figures whitespace-nowrap py-1 ps-3 text-end">
              {points(given)} <span className="text-text-3">of {weight}</span>
            </td>
          </tr>
        ))}
        <tr className="border-t border-line font-medium">
          <th scope="row" colSpan={2} className="py-1 text-start font-medium">
            Score
          </th>
          <td className="figures whitespace-nowrap py-1 ps-3 text-end">
            {points(total)} <span className="font-normal text-text-3">of 100</span>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
