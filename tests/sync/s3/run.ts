import { findSwift, startSwift } from './swift.ts';
import { runS3Trial, type S3TrialOptions } from './trial.ts';

interface Verdict {
  readonly title: string;
  readonly status: string;
}

/**
 * The S3 adapter against a real engine: first `suite` on a cluster that is well, told where it is, then the trial. Where there is
 * no engine, that is said and nothing has passed.
 */
export const runS3Faults = async (
  options: S3TrialOptions,
  suite: (place: string) => Promise<boolean>,
): Promise<{ readonly tests: readonly Verdict[] }> => {
  const title = '[I4, I7, I12, F18] the suite of the file store, and a central, on Swift';
  const found = findSwift();
  if (typeof found === 'string') {
    options.tell(`not run: S3 on Swift: ${found}`);
    return { tests: [{ title, status: 'not run' }] };
  }
  options.tell('Starting Swift: a proxy and three nodes');
  const swift = await startSwift();
  try {
    const status = (await suite(JSON.stringify(swift.place))) ? 'passed' : 'failed';
    options.tell(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${title}`);
    const trial = await runS3Trial(options, swift);
    return { ...trial, tests: [{ title, status }, ...trial.tests] };
  } finally {
    await swift.stop();
  }
};
