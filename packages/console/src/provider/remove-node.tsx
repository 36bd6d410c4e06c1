import type { NodeRemoval, ProviderNodeDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Takes the node out of the marketplace, after saying what that means for what runs on it. */
export function RemoveNode({ found }: { found: ProviderNodeDetail }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const { liveDeployments } = found;
  const { id } = found.node;
  const remove = useMutation<NodeRemoval, ApiError>({
    mutationFn: () => api('removeProviderNode', { params: { id } }),
    onSuccess: async ({ state }) => {
      setAsking(false);
      if (state === 'removed') await navigate({ to: '/provider/nodes' });
      else void refresh('getProviderNode');
      void refresh('listProviderNodes', 'listNodes', 'getNode');
    },
  });
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        Remove for good
      </Button>
      <Dialog
        alert
        open={asking}
        title={`Remove node ${id} for good`}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)} data-first-focus>
              Keep it
            </Button>
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              Remove the node
            </Button>
          </>
        }
      >
        <ul className="list-disc ps-5 text-text-2">
          <li>It takes no new order from now on.</li>
          {liveDeployments > 0 && (
            <li>
              {liveDeployments === 1
                ? 'One deployment runs on it. It keeps its terms, and you keep earning, until its user ends it.'
                : `${liveDeployments} deployments run on it. They keep their terms, and you keep earning, until their users end them.`}{' '}
              Keep the node online until then.
            </li>
          )}
          <li>Then it is gone from your nodes. What it earned stays yours.</li>
          <li>To bring it again you send a new request.</li>
        </ul>
        <ProblemNotice error={remove.error} />
      </Dialog>
    </>
  );
}
