import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output of a run with `N passed, N failed` (and `, N skipped` if any), as its very last line. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const line = closingLine(modules.map(countModule), unhandledErrors.length);
    process.once('exit', () => writeSync(1, `${line}\n`));
  }
}

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** The file itself failed: it did not load, or a hook of it threw. */
  fileFailed: boolean;
}

/** A failed file without a failed test counts as one failure, and so does each error outside any test. */
export function closingLine(files: readonly Counts[], unhandledErrors: number): string {
  const sum = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const file of files) {
    sum.passed += file.passed;
    sum.skipped += file.skipped;
    sum.failed += file.failed + (file.fileFailed && file.failed === 0 ? 1 : 0);
  }
  const line = `${sum.passed} passed, ${sum.failed} failed`;
  return sum.skipped > 0 ? `${line}, ${sum.skipped} skipped` : line;
}

function countModule(module: TestModule): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0, fileFailed: module.state() === 'failed' };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    // A test that never came to an end (its worker died) has not passed.
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
  return counts;
}
