import { lazy, Suspense } from 'react';
import { FieldOutline } from './field-outline.tsx';
import type { InstantFieldProps } from './instant-box.tsx';

const InstantBox = lazy(() => import('./instant-box.tsx').then((module) => ({ default: module.InstantBox })));

/** Day and time in a named zone, typed part by part. Loaded after the page that holds it, in the same place. */
export function InstantField(props: InstantFieldProps) {
  return (
    <Suspense fallback={<FieldOutline label={props.label} help={props.help} />}>
      <InstantBox {...props} />
    </Suspense>
  );
}
