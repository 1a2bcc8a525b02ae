import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { CallInput, CallOutput } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Person, StaffListInForce } from '../../../shared/contract/staff.ts';
import type { StaffId } from '../../../shared/domain/ids.ts';
import { FORM_IDS, type FormId, FORMS, type Forms, isChanged } from './forms/forms.ts';
import type { Problems } from './forms/problem.ts';
import type { PersonForm, PersonProblems } from './people/person.policy.ts';

export const SECTIONS = [
  'people',
  'store',
  'hours',
  'terminal',
  'printer',
  'production',
  'labs',
  'kiosk',
  'phone',
  'counter',
  'hub',
  'times',
  'backup',
  'about',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface Failure {
  readonly code: ErrorCode;
  readonly ref: string;
}

export interface FormState<Values> {
  readonly values: Values;
  readonly problems: Problems;
  readonly failure: Failure | null;
  /** Counts refused tries, so that each one moves the focus to what is wrong. */
  readonly refusals: number;
  readonly saving: boolean;
  /** Said until the next change. */
  readonly saved: boolean;
}

export type FormStates = { readonly [F in FormId]: FormState<Forms[F]> };

export interface PersonState {
  readonly form: PersonForm;
  readonly problems: PersonProblems;
  readonly failure: Failure | null;
  readonly saving: boolean;
}

export type PrinterTest = 'none' | 'running' | 'printed' | 'absent' | Failure;

/** The last test job and what came of it; `failure` is the reason by which a job fails. */
export interface LabTest {
  readonly output: string;
  readonly outcome: 'running' | 'handedOver' | { readonly failure: string } | Failure;
}

/** A backup that somebody is about to put back; `found` once it was compared with now. */
export interface RestoreState {
  readonly at: number;
  readonly found: CallOutput<'backups:compare'> | null;
  readonly reason: CallInput<'backups:restore'>['reason'];
  readonly pin: string;
  readonly failure: Failure | null;
  readonly running: boolean;
}

export interface SettingsState {
  readonly section: Section;
  /** The settings in force. */
  readonly saved: Settings | null;
  readonly forms: FormStates | null;
  readonly people: readonly Person[];
  /** The owner's list that holds here; null without one. */
  readonly staffList: StaffListInForce | null;
  readonly person: PersonState | null;
  readonly printerTest: PrinterTest;
  readonly backups: CallOutput<'backups:list'>['backups'];
  readonly restore: RestoreState | null;
  readonly labTest: LabTest | null;
  /** null while the screen is away. */
  readonly health: CallOutput<'terminal:health'> | null;
  readonly version: string | null;
  /** The settings could not be read. */
  readonly failure: Failure | null;
  /** Reads everything anew; what was typed stays. */
  readonly load: () => Promise<void>;
  /** The screen goes, perhaps behind the lock: a typed PIN must not wait there for whoever comes next. */
  readonly leave: () => void;
  readonly choose: (section: Section) => void;
  readonly type: <F extends FormId>(id: F, change: Partial<Forms[F]>) => void;
  /** Takes back what was typed in the section that is shown. */
  readonly reset: () => void;
  /** Saves the section that is shown; answers whether it is saved now. */
  readonly save: () => Promise<boolean>;
  /** Saves the printer first if it was changed. */
  readonly testPrinter: () => Promise<void>;
  /** Saves the labs first if they were changed; hands one test page over to this output. */
  readonly testLab: (output: string) => Promise<void>;
  readonly readBackups: () => Promise<void>;
  readonly openRestore: (at: number) => Promise<void>;
  readonly typeRestore: (change: Partial<RestoreState>) => void;
  readonly closeRestore: () => void;
  readonly restoreNow: () => Promise<void>;
  readonly openPerson: (staffId: StaffId | null) => void;
  readonly typePerson: (change: Partial<PersonForm>) => void;
  readonly closePerson: () => void;
  readonly savePerson: () => Promise<void>;
  /** A scan while a person's form is open is their badge; answers whether it was taken. */
  readonly takeScan: (code: string) => boolean;
}

export type SetSettings = (change: Partial<SettingsState>) => void;

const freshForm = <F extends FormId>(id: F, settings: Settings, saved = false): FormState<Forms[F]> => ({
  values: FORMS[id].of(settings),
  problems: {},
  failure: null,
  refusals: 0,
  saving: false,
  saved,
});

/** One form as the settings have it. */
export const withFresh = (forms: FormStates, id: FormId, settings: Settings, saved: boolean): FormStates => ({
  ...forms,
  [id]: freshForm(id, settings, saved),
});

/** After the settings were read: forms nobody touched show them, the others keep what was typed. */
export function formsAfter(
  settings: Settings,
  before: { readonly saved: Settings; readonly forms: FormStates } | null,
): FormStates {
  const form = <F extends FormId>(id: F): FormState<Forms[F]> => {
    const old = before?.forms[id];
    if (before === null || old === undefined) return freshForm(id, settings);
    return isChanged(id, old.values, before.saved) ? old : freshForm(id, settings, old.saved);
  };
  return Object.fromEntries(FORM_IDS.map((id) => [id, form(id)])) as unknown as FormStates;
}
