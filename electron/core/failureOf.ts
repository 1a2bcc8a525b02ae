import type { Failure } from '../../shared/contract/terminal.ts';
import { OpenError } from './db/failure.ts';
import { CatalogueMalformed } from './features/catalogue/index.ts';
import { ErasurePending, LedgerError } from './features/erasure/index.ts';
import { NoticeMalformed } from './features/notices/index.ts';
import { FileKeysError } from './keys/fileKeys.ts';
import { SigningKeyError } from './keys/signingKey.ts';

const DISK: Readonly<Record<string, Failure>> = {
  ENOSPC: 'disk-full',
  SQLITE_FULL: 'disk-full',
  EACCES: 'folder-unavailable',
  EPERM: 'folder-unavailable',
  EROFS: 'folder-unavailable',
  ENOTDIR: 'folder-unavailable',
  EEXIST: 'folder-unavailable',
};

/** The named state that an error while opening amounts to; null is a bug. */
export const failureOf = (error: unknown): Failure | null => {
  if (error instanceof OpenError) return error.failure;
  if (error instanceof CatalogueMalformed) return 'catalogue-malformed';
  if (error instanceof NoticeMalformed) return 'notice-malformed';
  if (error instanceof FileKeysError || error instanceof SigningKeyError)
    return error.code === 'missing' ? 'key-missing' : 'key-mismatch';
  if (error instanceof LedgerError) return 'ledger-missing';
  if (error instanceof ErasurePending) return 'erasure-pending';
  return DISK[String((error as { code?: unknown } | null)?.code)] ?? null;
};
