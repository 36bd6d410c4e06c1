import { Empty } from '../ui/empty.tsx';

export function NoNodes() {
  return (
    <Empty title="You offer no node yet">
      Add nodes: connect the account of your farm and ask the operator. Each node then stands here with its uptime, what
      runs on it, and why it is or is not sold.
    </Empty>
  );
}
