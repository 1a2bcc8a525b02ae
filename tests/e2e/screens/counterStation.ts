import type { Lete } from '../lete/startLete.ts';
import type { Counter } from '../pages/counter.ts';
import type { Kiosk } from '../pages/kiosk.ts';

/** One state of the counter: how it comes and, where it lies over something, how it goes. */
export interface CounterStation {
  readonly name: string;
  readonly enter: (counter: Counter, kiosk: Kiosk, lete: Lete) => Promise<void>;
  readonly leave?: (counter: Counter, lete: Lete) => Promise<void>;
}

export const escape = async (counter: Counter): Promise<void> => {
  await counter.page.getByRole('dialog').press('Escape');
  await counter.page.getByRole('dialog').waitFor({ state: 'hidden' });
};
