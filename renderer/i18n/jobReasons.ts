import { OUTPUT_FAILURES } from '../../shared/domain/outputFailure.ts';
import type { Texts } from './index.ts';

/** A sentence for each known cause of a failed print job; an unknown one is shown as it is, so that nothing is hidden. */
export function jobReason(t: Texts, reason: string): string {
  const known = OUTPUT_FAILURES.find((one) => one === reason);
  return known === undefined ? reason : t(`counter:jobs.reason.${known}`);
}
