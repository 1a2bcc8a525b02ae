import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Answer } from '../../../shared/contract/answer.ts';
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
