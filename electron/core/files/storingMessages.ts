import type { FileIdentity } from '../ports/fileFormat.ts';
import type { FileStoreCode } from './fileStoreError.ts';
import type { StoredOriginal } from './storeOriginal.ts';

/* What core's thread and the storing thread say to each other. `id` is one original on its way. */

export type ToStoring = { readonly id: number } & (
  | {
      readonly type: 'store';
      readonly path: string;
      readonly key: Uint8Array;
      readonly identity: FileIdentity;
    }
  /** Answers `want`: plain bytes of the source, its end, or that it gives no more. */
  | { readonly type: 'chunk'; readonly bytes: Uint8Array }
  | { readonly type: 'end' | 'unreadable' }
  | { readonly type: 'cancel' }
);

export type FromStoring = { readonly id: number } & (
  | { readonly type: 'want' }
  | { readonly type: 'stored'; readonly stored: StoredOriginal }
  | { readonly type: 'failed'; readonly code: FileStoreCode }
);
