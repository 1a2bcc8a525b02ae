import type { Api } from '../../app/api.ts';
import { type FormId, isChanged } from './forms/forms.ts';
import type { SetSettings, SettingsState } from './settingsState.ts';

/** Trying out what the settings name: each saves its form first if it was changed, since core tries what is in force. */
export function createTestActions(
  api: Api,
  set: SetSettings,
  get: () => SettingsState,
  saveForm: (id: FormId) => Promise<boolean>,
): Pick<SettingsState, 'testPrinter' | 'testLab'> {
  const inForce = async (id: FormId): Promise<boolean> => {
    const { forms, saved } = get();
    if (forms === null || saved === null) return false;
    return !isChanged(id, forms[id].values as never, saved) || (await saveForm(id));
  };
  return {
    testPrinter: async () => {
      if (get().printerTest === 'running') return;
      set({ printerTest: 'running' });
      if (!(await inForce('printer'))) return set({ printerTest: 'none' });
      const answer = await api.ask('settings:testPrinter', {});
      if (answer.ok) set({ printerTest: 'printed' });
      else if (answer.code === 'PRINTER_ABSENT') set({ printerTest: 'absent' });
      else set({ printerTest: { code: answer.code, ref: answer.ref } });
    },
    testLab: async (output) => {
      if (get().labTest?.outcome === 'running') return;
      set({ labTest: { output, outcome: 'running' } });
      if (!(await inForce('labs'))) return set({ labTest: null });
      const answer = await api.ask('jobs:test', { output });
      if (!answer.ok) return set({ labTest: { output, outcome: { code: answer.code, ref: answer.ref } } });
      const { failure } = answer.value;
      set({ labTest: { output, outcome: failure === null ? 'handedOver' : { failure } } });
    },
  };
}
