import { useStore } from 'zustand';
import type { ShellState, ShellStore } from './shell.store.ts';

/** A part of the frame's state; draws again when that part changes. */
export const useShell = <T>(store: ShellStore, select: (state: ShellState) => T): T =>
  useStore(store, select);
