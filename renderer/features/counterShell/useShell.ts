import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ShellState, ShellStore } from './shell.store.ts';

/** A part of the frame's state, or several by name; draws again when one of them changes. */
export const useShell = <T>(store: ShellStore, select: (state: ShellState) => T): T =>
  useStore(store, useShallow(select));
