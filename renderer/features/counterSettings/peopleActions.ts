import type { Api } from '../../app/api.ts';
import {
  additionOf,
  changeOf,
  formOf,
  NEW_PERSON,
  problemOfRefusal,
  problemsOf,
} from './people/person.policy.ts';
import type { PersonState, SetSettings, SettingsState } from './settingsState.ts';

type PeopleActions = Pick<
  SettingsState,
  'openPerson' | 'typePerson' | 'closePerson' | 'savePerson' | 'takeScan'
>;

const CLEAN = { problems: {}, failure: null, saving: false } as const;

/** The one form for people: someone new, or a change of someone known. */
export function createPeopleActions(
  api: Api,
  set: SetSettings,
  get: () => SettingsState,
  readPeople: () => Promise<void>,
): PeopleActions {
  const patch = (change: Partial<PersonState>) => {
    const { person } = get();
    if (person !== null) set({ person: { ...person, ...change } });
  };
  const send = async ({ form }: PersonState) => {
    const before = get().people.find((one) => one.staffId === form.staffId) ?? null;
    if (form.staffId === null || before === null) return api.ask('staff:add', additionOf(form));
    const change = changeOf(form, before);
    return change === null ? ({ ok: true } as const) : api.ask('staff:change', change);
  };
  return {
    openPerson: (staffId) => {
      const known = get().people.find((one) => one.staffId === staffId);
      set({ person: { ...CLEAN, form: known === undefined ? NEW_PERSON : formOf(known) } });
    },
    typePerson: (change) => {
      const { person } = get();
      if (person === null) return;
      const kept = Object.entries(person.problems).filter(([field]) => !(field in change));
      set({
        person: {
          ...person,
          form: { ...person.form, ...change },
          problems: Object.fromEntries(kept),
          failure: null,
        },
      });
    },
    closePerson: () => set({ person: null }),
    savePerson: async () => {
      const { person, people } = get();
      if (person === null || person.saving) return;
      const problems = problemsOf(person.form);
      if (Object.keys(problems).length > 0) return patch({ problems });
      patch({ saving: true, failure: null });
      const answer = await send(person);
      if (answer.ok) {
        set({ person: null });
        return readPeople();
      }
      const before = people.find((one) => one.staffId === person.form.staffId) ?? null;
      const refused = problemOfRefusal(answer.code, person.form, before);
      patch({
        saving: false,
        problems: refused ?? {},
        failure: refused === null ? { code: answer.code, ref: answer.ref } : null,
      });
    },
    takeScan: (code) => {
      if (get().person === null) return false;
      get().typePerson({ badgeWay: 'set', badge: code });
      return true;
    },
  };
}
