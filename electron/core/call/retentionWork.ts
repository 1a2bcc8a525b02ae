import type { RetentionSettings } from '../../../shared/domain/retention.ts';
import type { ShopDay } from '../../../shared/domain/time.ts';
import type { ReadableDb } from '../db/handles.ts';
import type { Tx } from './context.ts';

type Setting = keyof RetentionSettings;

/** One pass of the retention job as a rule's work sees it. */
export interface RetentionPass {
  /** The highest time this terminal ever saw, in UTC ms: a clock that was set back shortens or lengthens nothing. */
  readonly now: number;
  readonly read: ReadableDb;
  readonly transact: <T>(run: (tx: Tx) => T) => T;
  /** The latest Riga day whose period is over; `more` is a second period that counts before it. */
  readonly lastDay: (setting: Setting, more?: Setting) => ShopDay;
  /** The same as an instant (UTC ms): what happened before it is over. */
  readonly before: (setting: Setting, more?: Setting) => number;
}

/** What a rule of the data map does; done again it finds nothing left to do. */
export interface RetentionWork {
  /** How many things it would delete now. */
  readonly due: (pass: Omit<RetentionPass, 'transact'>) => number;
  /** Deletes them and answers how many. Picks up what a crash left in the middle. */
  readonly run: (pass: RetentionPass) => number | Promise<number>;
}
