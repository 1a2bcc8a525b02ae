/** The steps of an erasure in their order (privacy specification 5.2). */
export const ERASURE_STEPS = [
  'intend',
  'control',
  'quiesce',
  'delete',
  'index',
  'checkpoint',
  'rewrite',
  'keys',
  'files',
  'proof',
  'backup',
  'propagate',
  'certify',
] as const;
export type ErasureStep = (typeof ERASURE_STEPS)[number];

/** Why an erasure is not done yet. */
export const ERASURE_FAILURES = [
  'order-open',
  'not-found-before',
  'rows-left',
  'reader-open',
  'files-in-use',
  'unexplained',
  'unreadable',
  'marker-not-found',
  'backup-unsound',
  'values-lost',
  'certificate-not-clean',
  'disk-full',
  'internal',
] as const;
export type ErasureFailure = (typeof ERASURE_FAILURES)[number];
