import { createStore } from 'zustand/vanilla';
import type { SyncStatus } from '../../../../shared/contract/sync.ts';

export interface ClosingState {
  /** Somebody wants to close the window while something is unsent. */
  readonly asked: boolean;
  /** Called when the window is about to close; false keeps it open and asks. */
  readonly mayClose: () => boolean;
  readonly stay: () => void;
  readonly closeAnyway: () => void;
}

interface Deps {
  readonly status: () => SyncStatus | null;
  readonly closeWindow: () => void;
}

/** Whether something has not reached central. A terminal that belongs to none has nothing to send. */
const hasUnsent = (status: SyncStatus | null): boolean =>
  status !== null && status.state !== 'not_enrolled' && status.waiting.ops + status.waiting.files > 0;

/** The question before the app closes with unsent changes (REC-7). */
export const createClosingStore = ({ status, closeWindow }: Deps) =>
  createStore<ClosingState>()((set) => {
    let decided = false;
    return {
      asked: false,
      mayClose: () => {
        if (decided || !hasUnsent(status())) return true;
        set({ asked: true });
        return false;
      },
      stay: () => set({ asked: false }),
      closeAnyway: () => {
        decided = true;
        closeWindow();
      },
    };
  });

export type ClosingStore = ReturnType<typeof createClosingStore>;
