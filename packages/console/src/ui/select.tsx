import { lazy, Suspense } from 'react';
import { FieldOutline } from './field-outline.tsx';

export interface Option {
  id: string;
  name: string;
  /** One tone lighter, right of the name. */
  aside?: string;
}

export interface SelectProps {
  label: string;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
  options: readonly Option[];
  value: string;
  onChange: (id: string) => void;
  help?: string;
  className?: string;
}

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
