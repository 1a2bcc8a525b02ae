import { createStore } from 'zustand/vanilla';
import type { Api } from '../../app/api.ts';
import { createBackupActions } from './backups/backupActions.ts';
import { FORM_IDS, type FormId, FORMS, type Forms, isChanged } from './forms/forms.ts';
import type { Read } from './forms/problem.ts';
import { createPeopleActions } from './peopleActions.ts';
import { createTestActions } from './testActions.ts';
import {
  type FormState,
  formsAfter,
  type SetSettings,
  type SettingsState,
  withFresh,
} from './settingsState.ts';

/** CS10: the settings of this terminal, form by form, and its people. */
export function createSettingsStore(api: Api) {
  return createStore<SettingsState>()((set, get) => {
    const readers = createReaders(api, set, get);
    api.on('health-changed', () => {
      if (get().health !== null) void readers.health();
    });
    return {
      section: 'people',
      saved: null,
      forms: null,
      people: [],
      staffList: null,
      person: null,
      printerTest: 'none',
      backups: [],
      restore: null,
      labTest: null,
      health: null,
      version: null,
      failure: null,
      load: async () => {
        await Promise.all([readers.settings(), readers.people(), readers.health(), readers.version()]);
      },
      leave: () => {
        set({ health: null, printerTest: 'none', labTest: null, restore: null });
        get().typePerson({ pin: '', pinAgain: '' });
      },
      choose: (section) => set({ section, printerTest: 'none', labTest: null }),
      ...createFormActions(api, set, get, readers.settings),
      ...createBackupActions(api, set, get),
      ...createPeopleActions(api, set, get, readers.people),
    };
  });
}

function createReaders(api: Api, set: SetSettings, get: () => SettingsState) {
  return {
    settings: async () => {
      const answer = await api.ask('settings:get', {});
      if (!answer.ok) return set({ failure: { code: answer.code, ref: answer.ref } });
      const { saved, forms } = get();
      const next = answer.value.settings;
      const before = saved === null || forms === null ? null : { saved, forms };
      set({ saved: next, forms: formsAfter(next, before), failure: null });
    },
    people: async () => {
      const answer = await api.ask('staff:people', {});
      if (answer.ok) set({ people: answer.value.people, staffList: answer.value.list });
      else set({ failure: { code: answer.code, ref: answer.ref } });
    },
    health: async () => {
      const answer = await api.ask('terminal:health', {});
      if (answer.ok) set({ health: answer.value });
    },
    version: async () => {
      const answer = await api.ask('terminal:state', {});
      if (answer.ok && answer.value.state === 'ready') set({ version: answer.value.version });
    },
  };
}

type FormActions = Pick<SettingsState, 'type' | 'reset' | 'save' | 'testPrinter' | 'testLab'>;

function createFormActions(
  api: Api,
  set: SetSettings,
  get: () => SettingsState,
  readSettings: () => Promise<void>,
): FormActions {
  const patch = <F extends FormId>(id: F, change: Partial<FormState<Forms[F]>>) => {
    const { forms } = get();
    if (forms !== null) set({ forms: { ...forms, [id]: { ...forms[id], ...change } } });
  };
  const saveForm = async (id: FormId): Promise<boolean> => {
    const { saved, forms } = get();
    if (saved === null || forms === null || forms[id].saving) return false;
    const form = forms[id];
    const read: Read = FORMS[id].read(form.values as never, saved);
    const refusals = form.refusals + 1;
    if (!read.ok) {
      patch(id, { problems: read.problems, failure: null, refusals });
      return false;
    }
    patch(id, { saving: true, problems: {}, failure: null });
    const answer = await api.ask('settings:change', { change: read.change });
    if (!answer.ok) {
      patch(id, { saving: false, failure: { code: answer.code, ref: answer.ref }, refusals });
      return false;
    }
    await readSettings();
    const after = get();
    if (after.forms === null || after.saved === null) return true;
    const { values } = after.forms[id];
    // Whoever typed on while it was saved keeps that.
    const typedOn = values !== form.values && isChanged(id, values as never, after.saved);
    if (typedOn) patch(id, { saving: false });
    else set({ forms: withFresh(after.forms, id, after.saved, true) });
    return true;
  };
  const shownForm = () => FORM_IDS.find((id) => id === get().section);
  return {
    type: (id, change) => {
      const form = get().forms?.[id];
      if (form === undefined) return;
      const kept = Object.entries(form.problems).filter(([field]) => !(field in change));
      patch(id, {
        values: { ...form.values, ...change },
        problems: Object.fromEntries(kept),
        failure: null,
        saved: false,
      });
    },
    reset: () => {
      const { forms, saved } = get();
      const id = shownForm();
      if (id !== undefined && forms !== null && saved !== null)
        set({ forms: withFresh(forms, id, saved, false) });
    },
    save: async () => {
      const id = shownForm();
      return id !== undefined && saveForm(id);
    },
    ...createTestActions(api, set, get, saveForm),
  };
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;
