import { errorCodeOf } from '../log/errorCode.ts';

/**
 * `cancelled`: the signal; `source-unreadable`: the medium stopped answering or is gone; `disk-full`, `disk-failed`:
 * our own disk; `not-verified`: what was read back is not what was written; `absent`: no such stored file.
 */
export type FileStoreCode =
  | 'cancelled'
  | 'source-unreadable'
  | 'disk-full'
  | 'disk-failed'
  | 'not-verified'
  | 'absent';

/** An original could not be stored or opened. The message is the code alone: no path, no file name. */
export class FileStoreError extends Error {
  readonly code: FileStoreCode;
  constructor(code: FileStoreCode) {
    super(code);
    this.name = 'FileStoreError';
    this.code = code;
  }
}

/** Names an error of our own disk. */
export function diskError(error: unknown): FileStoreError {
  if (error instanceof FileStoreError) return error;
  const code = errorCodeOf(error);
  if (code === 'ENOENT') return new FileStoreError('absent');
  return new FileStoreError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-failed');
}

/** A stored file whose row did not fit is as good as one that did not fit itself; any other error as it is. */
export function withoutRow(error: unknown): unknown {
  return errorCodeOf(error) === 'SQLITE_FULL' ? new FileStoreError('disk-full') : error;
}
