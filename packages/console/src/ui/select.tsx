import { lazy, Suspense } from 'react';
import { FieldOutline } from './field-outline.tsx';
import type { SelectProps } from './select-box.tsx';

// The list and its keyboard weigh more than the rest of a page: the page is drawn before they are loaded.
const SelectBox = lazy(() => import('./select-box.tsx').then((module) => ({ default: module.SelectBox })));

/** One of a few options. */
export function Select(props: SelectProps) {
  const { label, hideLabel, options, value, help, className } = props;
  const chosen = options.find(({ id }) => id === value)?.name;
  return (
    <Suspense fallback={<FieldOutline label={hideLabel ? undefined : label} {...{ chosen, help, className }} />}>
      <SelectBox {...props} />
    </Suspense>
  );
}
