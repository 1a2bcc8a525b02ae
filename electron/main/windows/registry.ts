import type { Caller, Role } from '../../../shared/contract/define.ts';
import type { WindowKind } from './surface.ts';

interface Binding {
  readonly role: Role;
  readonly staffId: string | null;
}

const NOBODY: Binding = { role: 'nobody', staffId: null };

export interface RegisteredWindow {
  readonly windowId: number;
  readonly kind: WindowKind;
  readonly send: (channel: string, payload: unknown) => void;
}

/** Main's own record of which window is which and who is bound to it. The renderer never states who it is. */
export const createWindowRegistry = () => {
  const windows = new Map<number, RegisteredWindow>();
  const bindings = new Map<number, Binding>();
  return {
    add: (window: RegisteredWindow): void => void windows.set(window.windowId, window),
    remove: (windowId: number): void => {
      windows.delete(windowId);
      bindings.delete(windowId);
    },
    kindOf: (windowId: number): WindowKind | undefined => windows.get(windowId)?.kind,
    bind: (windowId: number, role: Role, staffId: string | null): void => {
      if (windows.has(windowId)) bindings.set(windowId, { role, staffId });
    },
    unbind: (windowId: number): void => void bindings.delete(windowId),
    unbindKind: (kind: WindowKind): void => {
      for (const window of windows.values()) if (window.kind === kind) bindings.delete(window.windowId);
    },
    unbindPeople: (people: readonly string[]): void => {
      for (const [windowId, { staffId }] of bindings)
        if (staffId !== null && people.includes(staffId)) bindings.delete(windowId);
    },
    unbindAll: (): void => bindings.clear(),
    callerOf: (windowId: number): Caller | undefined => {
      const window = windows.get(windowId);
      return window && { windowId, terminal: window.kind, ...(bindings.get(windowId) ?? NOBODY) };
    },
    all: (): readonly RegisteredWindow[] => [...windows.values()],
  };
};

export type WindowRegistry = ReturnType<typeof createWindowRegistry>;
