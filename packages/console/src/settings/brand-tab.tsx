import { Controller } from 'react-hook-form';
import { Card } from '../ui/card.tsx';
import { AccentFacts } from './accent-facts.tsx';
import { BrandPreview } from './brand-preview.tsx';
import { ColourField, isColour } from './colour-field.tsx';
import { LogoField } from './logo-field.tsx';
import { SectionFrame } from './section-frame.tsx';
import { useSectionForm } from './use-section-form.ts';

interface Form {
  logoUrl: string | null;
  accentColor: string;
}

/** Logo and colour, shown in both themes before they are saved. */
export function BrandTab() {
  const of = useSectionForm<'brand', Form>({
    section: 'brand',
    toForm: ({ logoUrl, accentColor }) => ({ logoUrl, accentColor }),
    fromForm: (form, before) => ({ ...before, ...form }),
  });
  const { control, watch } = of.form;
  const { accentColor, logoUrl } = watch();
  return (
    <SectionFrame of={of} blocked={isColour(accentColor) ? undefined : 'The colour needs a correction.'}>
      <Card title="Logo">
        <Controller
          control={control}
          name="logoUrl"
          render={({ field }) => (
            <LogoField logoUrl={field.value} onChange={field.onChange} error={of.fieldError('logoUrl')} />
          )}
        />
      </Card>
      <Card title="Accent colour">
        <div className="grid gap-4">
          <Controller
            control={control}
            name="accentColor"
            render={({ field }) => (
              <ColourField colour={field.value} onChange={field.onChange} error={of.fieldError('accentColor')} />
            )}
          />
          {isColour(accentColor) && (
            <>
              <AccentFacts colour={accentColor} />
              <div className="grid gap-4 sm:grid-cols-2">
                {(['light', 'dark'] as const).map((theme) => (
                  <BrandPreview
                    key={theme}
                    theme={theme}
                    colour={accentColor}
                    logoUrl={logoUrl}
                    title={of.base.value.title}
                  />
                ))}
              </div>
            </>
          )}
        </div>
      </Card>
    </SectionFrame>
  );
}
