import type { ProviderReview } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { TextArea } from '../ui/field.tsx';
import { keepReview } from './keep-review.ts';

/** A message to the person, by notice and mail; as a question it hands them the turn. */
export function Answer({ id }: { id: string }) {
  const [text, setText] = useState('');
  const [needsInfo, setNeedsInfo] = useState(true);
  const send = useMutation<ProviderReview, ApiError>({
    mutationFn: () =>
      api('answerProviderRequest', {
        params: { id },
        body: { text: text.trim(), needsInfo },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: (review) => {
      keepReview(review);
      setText('');
    },
  });
  return (
    <section aria-label="Message" className="grid gap-3 border-t border-line pt-4">
      <TextArea
        label="Message to the person"
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Checkbox
        label="The request waits for their answer"
        checked={needsInfo}
        onChange={(event) => setNeedsInfo(event.currentTarget.checked)}
      />
      <ProblemNotice error={send.error} />
      <Button
        busy={send.isPending}
        disabledReason={text.trim() === '' ? 'Write something first.' : undefined}
        onClick={() => send.mutate()}
        className="justify-self-start"
      >
        Send the message
      </Button>
    </section>
  );
}
