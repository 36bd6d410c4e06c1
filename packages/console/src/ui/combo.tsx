import { lazy, Suspense } from 'react';
import type { ComboProps } from './combo-box.tsx';
import { FieldOutline } from './field-outline.tsx';

const ComboBox = lazy(() => import('./combo-box.tsx').then((module) => ({ default: module.ComboBox })));

/** A choice among many: typing narrows the list. Loaded after the page that holds it, in the same place. */
export function Combo(props: ComboProps) {
  const { label, options, value, className } = props;
  const chosen = options.find(({ id }) => id === value)?.name;
  return (
    <Suspense fallback={<FieldOutline {...{ label, chosen, className }} />}>
      <ComboBox {...props} />
    </Suspense>
  );
}
