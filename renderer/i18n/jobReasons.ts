import type { Texts } from './index.ts';

const REASONS = [
  'no-route',
  'template-invalid',
  'too-many-files',
  'image-missing',
  'decoder-down',
  'share-missing',
  'disk-full',
  'write-refused',
  'read-back-mismatch',
  'rename-refused',
  'folder-missing',
  'lab-refused',
  'no-answer',
  'job-gone',
] as const;

/** A sentence for each known cause of a failed print job; an unknown one is shown as it is, so that nothing is hidden. */
export function jobReason(t: Texts, reason: string): string {
  const known = REASONS.find((one) => one === reason);
  return known === undefined ? reason : t(`counter:jobs.reason.${known}`);
}
