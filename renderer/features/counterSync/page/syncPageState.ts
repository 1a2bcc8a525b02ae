import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { CatalogueVersion } from '../../../../shared/contract/catalogue.ts';
import type { StaffListInForce } from '../../../../shared/contract/staff.ts';
import type { DeadLetter, HeldBack } from '../../../../shared/contract/sync.ts';
import type { Failure } from '../parts/failure.ts';
import type { LetterAction } from './letterActions.policy.ts';

export type WaitingOp = CallOutput<'sync:waiting'>['ops'][number];

export interface SyncPageState {
  /** All lists together, or null: never one of them beside an older other. */
  readonly lists: {
    readonly waiting: readonly WaitingOp[];
    readonly letters: readonly DeadLetter[];
    readonly held: readonly HeldBack[];
    readonly prices: readonly CatalogueVersion[];
    /** The owner's list that holds here; null without one. */
    readonly staffList: StaffListInForce | null;
  } | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly sending: boolean;
  readonly retrying: boolean;
  /** What is about to be done with a dead letter, and its reason where one is asked for. */
  readonly asking: {
    readonly letter: DeadLetter;
    readonly action: LetterAction;
    readonly reason: string;
  } | null;
  readonly resolving: boolean;
  /** Why the last action was not done. */
  readonly refused: Failure | null;
  /** The page is on: it follows each change until `close`. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
  readonly load: () => Promise<void>;
  readonly sendNow: () => Promise<void>;
  /** Tries again what is held back. */
  readonly retry: () => Promise<void>;
  readonly ask: (letter: DeadLetter, action: LetterAction) => void;
  readonly typeReason: (reason: string) => void;
  readonly cancel: () => void;
  readonly resolve: () => Promise<void>;
}
