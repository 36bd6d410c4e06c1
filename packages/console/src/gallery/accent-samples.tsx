import { useTheme } from '../theme/theme.ts';
import { deriveAccent } from '../ui/accent.ts';
import { Card } from '../ui/card.tsx';

const brands = ['#2F5BD3', '#FFD400', '#000000', '#FFFFFF', '#0E9254', '#D03739'];

/** What one brand colour becomes: button, hover, link, mark and tint, readable on every surface. */
export function AccentSamples() {
  const theme = useTheme();
  return (
    <Card title="Brand colours">
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {brands.map((brand) => {
          const { solid, on, hover, link, mark, tint, outlined } = deriveAccent(brand, theme);
          const line = outlined ? `1px solid ${mark}` : undefined;
          return (
            <li key={brand} className="flex items-center gap-3 rounded-control p-2" style={{ background: tint }}>
              <span
                className="rounded-control px-3 py-1.5 font-medium"
                style={{ background: solid, color: on, border: line }}
              >
                {brand}
              </span>
              <span className="rounded-control px-3 py-1.5" style={{ background: hover, color: on }}>
                Hover
              </span>
              <span className="underline" style={{ color: link }}>
                Link
              </span>
              <span className="size-3 rounded-full" style={{ background: mark }} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
