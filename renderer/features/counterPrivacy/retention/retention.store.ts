import { createStore } from 'zustand/vanilla';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Api } from '../../../app/api.ts';
import { type Failure, failureOf } from '../parts/failure.ts';

export type Heartbeat = CallOutput<'retention:state'>;
export type DryRun = CallOutput<'retention:dryRun'>;

export interface RetentionState {
  readonly heartbeat: Heartbeat | null;
  readonly dryRun: DryRun | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  /** The page is on: it follows each pass until `close`. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
  readonly load: () => Promise<void>;
}

/** Retention: when the job last ran, what it deletes next, and by which rule. Both answers together or none. */
export function createRetentionStore(api: Api) {
  return createStore<RetentionState>()((set, get) => {
    let isOpen = false;
    api.on('health-changed', () => {
      if (isOpen) void get().load();
    });
    return {
      heartbeat: null,
      dryRun: null,
      loading: false,
      failure: null,
      open: async () => {
        isOpen = true;
        await get().load();
      },
      close: () => {
        isOpen = false;
        set({ heartbeat: null, dryRun: null, failure: null });
      },
      load: async () => {
        set({ loading: true });
        const [heartbeat, dryRun] = await Promise.all([
          api.ask('retention:state', {}),
          api.ask('retention:dryRun', {}),
        ]);
        if (!heartbeat.ok) return set({ loading: false, failure: failureOf(heartbeat) });
        if (!dryRun.ok) return set({ loading: false, failure: failureOf(dryRun) });
        set({ loading: false, failure: null, heartbeat: heartbeat.value, dryRun: dryRun.value });
      },
    };
  });
}

export type RetentionStore = ReturnType<typeof createRetentionStore>;
