import type { TerminalKind } from '../../../shared/contract/terminalKinds.ts';

export interface SetupForm {
  readonly kind: TerminalKind | null;
  readonly name: string;
  readonly pin: string;
  readonly pinAgain: string;
  readonly passphrase: string;
  readonly passphraseAgain: string;
}

export const EMPTY_SETUP: SetupForm = {
  kind: null,
  name: '',
  pin: '',
  pinAgain: '',
  passphrase: '',
  passphraseAgain: '',
};

export type SetupField = keyof SetupForm;

const PIN = /^\d{4,8}$/;
export const MIN_PASSPHRASE = 10;

/** What is still missing, in the order of the screen. A demo asks for nothing. */
export function setupProblems(form: SetupForm, needsPassphrase: boolean): readonly SetupField[] {
  if (form.kind === null) return ['kind'];
  if (form.kind === 'demo') return [];
  const wrong: Readonly<Record<Exclude<SetupField, 'kind'>, boolean>> = {
    name: form.name.trim() === '',
    pin: !PIN.test(form.pin),
    pinAgain: form.pin !== form.pinAgain,
    passphrase: needsPassphrase && form.passphrase.length < MIN_PASSPHRASE,
    passphraseAgain: needsPassphrase && form.passphrase !== form.passphraseAgain,
  };
  return (Object.keys(wrong) as (keyof typeof wrong)[]).filter((field) => wrong[field]);
}
