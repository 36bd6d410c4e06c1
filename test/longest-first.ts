import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Where the long files lie, the longest first: begun last, they would leave one processor idle at the end. */
const long = [
  /journeys\/every-link/,
  /test\/functions/,
  /test\/(start|restart|dev)\.test/,
  /invariants\/(crash|suspension|payment-storm)/,
  /test\/journeys\//,
  /test\/invariants\//,
  /test\/api\//,
  /test\/|embedded|sandboxes/,
];

/** Runs the files that take long before those that are done in a moment. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((pattern) => pattern.test(moduleId));
      return at === -1 ? long.length : at;
    };
    return [...files].sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}
