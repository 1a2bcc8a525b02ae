import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';

/** Thrown inside the hand-over only; `handOver` turns it into a result. */
export class HandOverError extends Error {
  readonly failure: OutputFailure;
  constructor(failure: OutputFailure) {
    super(failure);
    this.failure = failure;
  }
}

const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY']);
const AWAY = new Set([
  'ENOENT',
  'ENOTDIR',
  'EIO',
  'ESTALE',
  'ENOTCONN',
  'ENETDOWN',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
  'UNKNOWN',
]);

export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

export function isBusy(error: unknown): boolean {
  return BUSY.has(errorCode(error) ?? '');
}

/** The named failure for a file system error; anything else is a bug and is thrown on. */
export function failureOf(error: unknown): OutputFailure {
  if (error instanceof HandOverError) return error.failure;
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code !== null && AWAY.has(code)) return 'share-missing';
  if (code === 'EROFS' || BUSY.has(code ?? '')) return 'write-refused';
  throw error;
}
