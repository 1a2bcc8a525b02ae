import type { Answer } from '../../../shared/contract/answer.ts';
import type { CallName } from '../../../shared/contract/index.ts';
import type { Lete } from './startLete.ts';

interface Handlers {
  readonly get: (channel: string) => (event: unknown, name: unknown, input: unknown) => unknown;
}

/**
 * From now on a call is answered like this in every window, as if core had said so: for states that no data folder
 * can be brought into. `null` lets core answer again.
 */
export function answerWith(lete: Lete, name: CallName, answer: Answer<unknown> | null): Promise<void> {
  return lete.electron.evaluate(
    ({ ipcMain }, [call, value]) => {
      const shared = globalThis as { leteAnswers?: Map<string, unknown> };
      if (shared.leteAnswers === undefined) {
        const answers = new Map<string, unknown>();
        shared.leteAnswers = answers;
        const real = (ipcMain as unknown as { _invokeHandlers: Handlers })._invokeHandlers.get('lete:call');
        ipcMain.removeHandler('lete:call');
        ipcMain.handle('lete:call', (event, asked: string, input: unknown) =>
          answers.has(asked) ? answers.get(asked) : real(event, asked, input),
        );
      }
      if (value === null) shared.leteAnswers.delete(call);
      else shared.leteAnswers.set(call, value);
    },
    [name, answer] as const,
  );
}

/** Tells the windows that something happened, as core does. */
export function tellWindows(lete: Lete, event: string, payload: object = {}): Promise<void> {
  return lete.electron.evaluate(
    ({ BrowserWindow }, [name, value]) => {
      for (const window of BrowserWindow.getAllWindows())
        window.webContents.send(`lete:event:${name}`, value);
    },
    [event, payload] as const,
  );
}
