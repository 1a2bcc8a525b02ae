import type { Api } from '../../../app/api.ts';
import type { SetSettings, SettingsState } from '../settingsState.ts';

type BackupActions = Pick<
  SettingsState,
  'readBackups' | 'openRestore' | 'typeRestore' | 'closeRestore' | 'restoreNow'
>;

/** The backups, and the guided way in which one of them is put back (REC-5). */
export function createBackupActions(api: Api, set: SetSettings, get: () => SettingsState): BackupActions {
  const patch: BackupActions['typeRestore'] = (change) => {
    const { restore } = get();
    if (restore !== null) set({ restore: { ...restore, ...change } });
  };
  return {
    readBackups: async () => {
      const answer = await api.ask('backups:list', {});
      if (answer.ok) set({ backups: answer.value.backups });
      else set({ failure: { code: answer.code, ref: answer.ref } });
    },
    openRestore: async (at) => {
      set({ restore: { at, found: null, reason: 'data-wrong', pin: '', failure: null, running: false } });
      const answer = await api.ask('backups:compare', { at });
      if (get().restore?.at !== at) return;
      if (answer.ok) patch({ found: answer.value });
      else patch({ failure: { code: answer.code, ref: answer.ref } });
    },
    typeRestore: patch,
    closeRestore: () => {
      // What is on its way cannot be taken back: core ends in the middle of it.
      if (get().restore?.running !== true) set({ restore: null });
    },
    restoreNow: async () => {
      const { restore } = get();
      if (restore === null || restore.running) return;
      patch({ running: true, failure: null });
      const { at, reason, pin } = restore;
      const answer = await api.ask('backups:restore', { at, reason, pin });
      // Core may be gone before its answer is here: then it does what was asked.
      if (answer.ok || answer.code === 'CORE_RESTARTED') return set({ restore: null });
      patch({ running: false, pin: '', failure: { code: answer.code, ref: answer.ref } });
    },
  };
}
