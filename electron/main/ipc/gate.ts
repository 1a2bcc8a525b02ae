import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Answer } from '../../../shared/contract/answer.ts';
import { type EventName, events } from '../../../shared/contract/index.ts';
import type { WindowRegistry } from '../windows/registry.ts';
import { createGate, type GateDeps } from './decide.ts';

export interface ContractDeps extends Omit<GateDeps, 'registry'> {
  readonly registry: WindowRegistry;
}

/** The one door to ipcMain. Every call of the contract goes through the same six steps. */
export const registerContract = (deps: ContractDeps): void => {
  const gate = createGate(deps);
  ipcMain.handle(
    'lete:call',
    (event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<Answer<unknown>> => {
      const frame = event.senderFrame;
      const sender = frame && {
        url: frame.url,
        isMainFrame: frame.parent === null,
        windowId: event.sender.id,
      };
      return gate(sender, name, input);
    },
  );
};

/** Sends an event to every window whose caller's role and surface allow it, after its payload was checked. */
export const fanOut =
  (registry: WindowRegistry, mayHear: (windowId: number, name: EventName) => boolean) =>
  (name: EventName, payload: unknown): void => {
    const checked = events[name].payload.safeParse(payload);
    if (!checked.success) return;
    for (const window of registry.all()) {
      const caller = registry.callerOf(window.windowId);
      if (!caller || !(events[name].roles as readonly string[]).includes(caller.role)) continue;
      if (mayHear(window.windowId, name)) window.send(`lete:event:${name}`, checked.data);
    }
  };
