import type { Check } from '../backup.ts';
import type { DriverOptions } from '../driver.ts';

/* What core's thread and the thread beside it say to each other; one thread for one work. */

export type AsideWork =
  /** Writes the whole file anew into the log, without free pages. */
  | { readonly kind: 'vacuum' }
  /** Moves the log into the file and cuts it to nothing; `tries` of a second each while a reader is in the way. */
  | { readonly kind: 'empty-log'; readonly tries: number }
  /** The copy and the name of a backup; `file` is the backup. */
  | { readonly kind: 'copy'; readonly file: string }
  | { readonly kind: 'name'; readonly file: string; readonly keep: number }
  /** Whether that very file opens and holds together. */
  | { readonly kind: 'check'; readonly file: string; readonly check: Check };

export interface AsideRequest {
  readonly driver: DriverOptions;
  readonly work: AsideWork;
}

/** `busy`: a reader was in the way to the end; `unsound`: the copy failed its check. */
export type AsideResult =
  | { readonly kind: 'done' | 'busy' | 'unsound' }
  | { readonly kind: 'failed'; readonly code: string };
