import { createStore } from 'zustand/vanilla';
import type { OrderRow } from '../../../shared/contract/orders.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { foldForSearch } from '../../../shared/domain/searchFold.ts';
import type { Api } from '../../app/api.ts';
import { type AppCommandId, COMMAND_IDS, commandOf } from './commands.ts';

/** Commands that make no sense to choose from a list: they are how one got here, or keys of a form. */
const LEFT_OUT: readonly AppCommandId[] = ['palette', 'back', 'save'];

export const paletteCommands = (role: 'staff' | 'manager'): readonly AppCommandId[] =>
  COMMAND_IDS.filter((id): id is AppCommandId => {
    const { by, permission } = commandOf(id);
    if (by !== 'app' || LEFT_OUT.some((one) => one === id)) return false;
    return permission === undefined || can(role, permission);
  });

/** Every word asked for begins a word of the name; marks and case do not matter (`izsn` finds „Izsniegšana”). */
export function matchesWords(name: string, query: string): boolean {
  const words = foldForSearch(name).split(' ');
  const asked = foldForSearch(query)
    .split(' ')
    .filter((word) => word !== '');
  return asked.every((start) => words.some((word) => word.startsWith(start)));
}

export interface PaletteState {
  readonly open: boolean;
  readonly query: string;
  readonly orders: readonly OrderRow[];
  readonly toggle: (open: boolean) => void;
  readonly type: (query: string) => Promise<void>;
}

/** Ctrl K: commands by name, orders by number, name or phone. */
export function createPaletteStore(api: Pick<Api, 'ask'>) {
  return createStore<PaletteState>()((set, get) => ({
    open: false,
    query: '',
    orders: [],
    toggle: (open) => set({ open, query: '', orders: [] }),
    type: async (query) => {
      set({ query });
      const text = query.trim();
      if (text.length < 2) return set({ orders: [] });
      const answer = await api.ask('orders:search', { text });
      if (get().query === query && get().open) set({ orders: answer.ok ? answer.value.rows : [] });
    },
  }));
}

export type PaletteStore = ReturnType<typeof createPaletteStore>;
