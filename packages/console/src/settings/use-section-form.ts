import type { SettingsChange, SettingsDocument, SettingsSection } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from 'react-hook-form';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { fieldProblem } from '../problems/problem-text.ts';
import { useSettings } from './use-settings.ts';

type Value<Section extends SettingsSection> = SettingsDocument[Section]['value'];

interface Conversion<Section extends SettingsSection, Form extends FieldValues> {
  section: Section;
  toForm: (value: Value<Section>) => Form;
  /** The whole section; what the form does not show stays as it was. */
  fromForm: (form: Form, before: Value<Section>) => Value<Section>;
}

export interface SectionForm<Section extends SettingsSection, Form extends FieldValues> {
  form: UseFormReturn<Form>;
  /** The section as the form was filled from it. */
  base: SettingsDocument[Section];
  submit: (event: React.FormEvent) => void;
  busy: boolean;
  saved: boolean;
  error: ApiError | null;
  /** What the API says of a field of the section. */
  fieldError: (path: string) => string | undefined;
  /** Takes what stands now, and gives up what was typed. */
  reload: () => void;
}

/** A form over one section. It saves over the version that it was filled from: nobody's change is lost unseen. */
export function useSectionForm<Section extends SettingsSection, Form extends FieldValues>({
  section,
  toForm,
  fromForm,
}: Conversion<Section, Form>): SectionForm<Section, Form> {
  const settings = useSettings();
  if (!settings.data) throw new Error('the page has not loaded the settings');
  const [base, setBase] = useState(settings.data[section]);
  const form = useForm<Form>({ defaultValues: toForm(base.value) as DefaultValues<Form>, mode: 'onTouched' });
  const take = (document: SettingsDocument) => {
    setBase(document[section]);
    form.reset(toForm(document[section].value));
  };
  const save = useMutation<SettingsDocument, ApiError, Form>({
    mutationFn: (typed) => {
      const change = { [section]: { version: base.version, value: fromForm(typed, base.value) } } as SettingsChange;
      return api('updateSettings', { body: change });
    },
    onSuccess: (document) => {
      queryClient.setQueryData(apiKey('getSettings'), document);
      take(document);
      void refresh('getConfig', 'listApps', 'getLegalDocument');
    },
  });
  return {
    form,
    base,
    submit: form.handleSubmit((typed) => save.mutate(typed)),
    busy: save.isPending,
    saved: save.isSuccess && !form.formState.isDirty,
    error: save.error,
    fieldError: (path) => {
      const message = fieldProblem(save.error?.problem, `${section}.value.${path}`);
      return message && `This ${message}.`;
    },
    reload: () =>
      void settings.refetch().then(({ data }) => {
        save.reset();
        if (data) take(data);
      }),
  };
}
