import { type AccentTheme, accentOf, surfaces } from '../ui/accent.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { contrast } from '../ui/oklch.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { lookalike } from './lookalike.ts';

const fine = { family: 'ok', shape: 'disc', word: 'Readable everywhere' } as const;

/** The contrasts that people will really see, least first; what is derived is always readable. */
export function AccentFacts({ colour }: { colour: string }) {
  const light = accentOf(colour, 'light');
  const dark = accentOf(colour, 'dark');
  const likeness = lookalike(colour);
  const kept = light.solid.toUpperCase() === colour.toUpperCase();
  return (
    <div className="grid gap-2">
      <StatusBadge status={fine} />
      <KeyValues
        facts={[
          [
            'Text on buttons',
            `${light.on === '#FFFFFF' ? 'white' : 'dark'}, ${figure(contrast(light.on, light.solid))}`,
          ],
          ['Links', `${figure(worst(light.link, 'light'))} light, ${figure(worst(dark.link, 'dark'))} dark`],
          ['Marks and focus', `${figure(worst(light.mark, 'light'))} light, ${figure(worst(dark.mark, 'dark'))} dark`],
        ]}
      />
      <p className="text-small text-text-3">
        Contrast with what lies behind, at its least; text needs 4.5, marks 3.
        {!kept && ` Buttons are drawn in ${light.solid}: on the colour itself neither white nor dark text can be read.`}
      </p>
      {likeness && (
        <p className="text-small text-warn">{`This looks like ${likeness} colour. People may take a button for a message.`}</p>
      )}
    </div>
  );
}

const worst = (colour: string, theme: AccentTheme): number => {
  const { tint } = accentOf(colour, theme);
  return Math.min(...[...surfaces[theme], tint].map((surface) => contrast(colour, surface)));
};

/** Rounded down: never better than it is. */
const figure = (value: number): string => (Math.floor(value * 100) / 100).toFixed(2);
