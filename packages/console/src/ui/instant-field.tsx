import { lazy, Suspense } from 'react';
import { FieldOutline } from './field-outline.tsx';

export interface InstantFieldProps {
  label: string;
  /** ISO 8601 in UTC; null while nothing is chosen. */
  value: string | null;
  /** Zone in which it is shown and typed. */
  timeZone: string;
  onChange: (instant: string | null) => void;
  help?: string;
  error?: string | undefined;
}

const InstantBox = lazy(() => import('./instant-box.tsx').then((module) => ({ default: module.InstantBox })));

/** Day and time in a named zone, typed part by part. Loaded after the page that holds it, in the same place. */
export function InstantField(props: InstantFieldProps) {
  return (
    <Suspense fallback={<FieldOutline label={props.label} help={props.help} />}>
      <InstantBox {...props} />
    </Suspense>
  );
}
