import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';

/** Everything that forgets a customer. */
export interface WipeRegistry {
  /** A store that goes back to how it was made. The only way kiosk stores come to be. */
  readonly store: <T>(name: string, initial: StateCreator<T>) => StoreApi<T>;
  /** Something else that holds a customer's things: timers, picture addresses. */
  readonly add: (name: string, wipe: () => void) => void;
  readonly names: () => readonly string[];
  readonly wipe: () => void;
}

/** The one wipe of KIO-3: after it nothing of a visit is left in this page. */
export function createWipeRegistry(): WipeRegistry {
  const entries = new Map<string, () => void>();
  const add = (name: string, wipe: () => void): void => {
    if (entries.has(name)) throw new Error(`wiped twice: ${name}`);
    entries.set(name, wipe);
  };
  return {
    store: (name, initial) => {
      const store = createStore(initial);
      add(name, () => store.setState(store.getInitialState(), true));
      return store;
    },
    add,
    names: () => [...entries.keys()],
    wipe: () => {
      for (const wipe of entries.values()) wipe();
    },
  };
}
