import { Page } from '../ui/page.tsx';
import { AccentSamples } from './accent-samples.tsx';
import { ActionSamples } from './action-samples.tsx';
import { FieldSamples } from './field-samples.tsx';
import { ShowSamples } from './show-samples.tsx';
import { StatusSamples } from './status-samples.tsx';

/** Every component in its states: what tests and screenshots look at. */
export function GalleryPage() {
  return (
    <Page title="Component gallery">
      <ActionSamples />
      <StatusSamples />
      <FieldSamples />
      <ShowSamples />
      <AccentSamples />
    </Page>
  );
}
