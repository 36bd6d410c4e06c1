import type { NoticeTopic, NotificationPreferences } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { apiKey, queryClient, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useProfile } from '../session/use-profile.ts';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { topicWords } from './notice-words.ts';

/** Which topics also come by mail; a choice is saved at once and can be taken back at once. */
export function Preferences() {
  const roles = useProfile().data?.roles ?? [];
  const preferences = useApi('getNotificationPreferences');
  const save = useMutation<NotificationPreferences, ApiError, { topic: NoticeTopic; mail: boolean }>({
    mutationFn: (choice) => api('updateNotificationPreferences', { body: { topics: [choice] } }),
    onSuccess: (saved) => queryClient.setQueryData(apiKey('getNotificationPreferences'), saved),
  });
  const topics = preferences.data?.topics.filter(({ topic }) => concerns(topic, roles));
  return (
    <Card title="Also by mail">
      <p className="mb-3 text-small text-text-2">
        Urgent notices always come by mail: they are about losing money or servers.
      </p>
      <ProblemNotice error={preferences.error ?? save.error} />
      {!topics && !preferences.error && <Skeleton className="h-40 w-full" />}
      {topics && (
        <fieldset className="grid gap-1">
          <legend className="sr-only">Topics that come by mail</legend>
          {topics.map(({ topic, mail }) => (
            <Checkbox
              key={topic}
              label={topicWords[topic].name}
              help={topicWords[topic].help}
              checked={save.isPending && save.variables.topic === topic ? save.variables.mail : mail}
              onChange={(event) => save.mutate({ topic, mail: event.currentTarget.checked })}
            />
          ))}
        </fieldset>
      )}
      <p role="status" className="mt-2 min-h-5 text-small text-text-2">
        {save.isSuccess ? 'Saved' : ''}
      </p>
    </Card>
  );
}

/** Topics of a role are shown to those who hold it. */
function concerns(topic: NoticeTopic, roles: readonly string[]): boolean {
  if (topic === 'provider') return roles.includes('cloud-provider');
  return topic !== 'operator' || roles.includes('cloud-operator');
}
