import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import { chooseTheme, useTheme } from '../theme/theme.ts';

export function ThemeSwitch() {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  const Icon = theme === 'dark' ? Sun : Moon;
  return (
    <button
      type="button"
      onClick={() => chooseTheme(other)}
      title={`Use the ${other} theme`}
      className="inline-flex size-9 items-center justify-center rounded-control text-text-2 hover:bg-hover hover:text-text"
    >
      <Icon className="size-4" strokeWidth={1.75} aria-hidden="true" />
      <span className="sr-only">Use the {other} theme</span>
    </button>
  );
}
