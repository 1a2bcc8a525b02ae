import type { CallOutput } from '../../../shared/contract/index.ts';
import { answerWith } from './answers.ts';
import type { Lete } from './startLete.ts';

/** Somebody this terminal knows by itself, among those of the owner's list. */
export const UNLISTED = 'Екатерина';
export const LISTED = 'Ilze';

const PEOPLE = [
  { name: LISTED, role: 'staff', active: true, listed: true },
  // As long as a name may be.
  { name: 'Maksimiliāna Annemarija Kalniņa-Ozolkāja', role: 'manager', active: true, listed: true },
  { name: UNLISTED, role: 'staff', active: true, listed: false },
  { name: 'Ģirts', role: 'staff', active: false, listed: true },
] as const;

const staff: CallOutput<'staff:people'> = {
  people: PEOPLE.map((one, i) => ({
    ...one,
    staffId: String(i + 1).repeat(26) as never,
    triesLeft: 5,
    waitMs: 0,
  })),
  demoPins: null,
  list: { version: 12, by: 'owner', at: Date.UTC(2026, 10, 20) },
};

/** From now on a list of the owner says who works here; `false` lets core answer again. */
export const pretendStaffList = (lete: Lete, isOn: boolean): Promise<void> =>
  answerWith(lete, 'staff:people', isOn ? { ok: true, value: staff } : null);
