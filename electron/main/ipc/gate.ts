import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Gate } from './decide.ts';

/**
 * The one door to ipcMain. Every call of the contract goes through the same six steps; what a page asks while the
 * contract is still being loaded waits for it.
 */
export const openDoor = (gate: Promise<Gate>): void => {
  ipcMain.handle(
    'lete:call',
    async (event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<Answer<unknown>> => {
      const frame = event.senderFrame;
      const sender = frame && {
        url: frame.url,
        isMainFrame: frame.parent === null,
        windowId: event.sender.id,
      };
      return (await gate)(sender, name, input);
    },
  );
};
