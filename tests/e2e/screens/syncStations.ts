import { pretendSync } from '../lete/syncAnswers.ts';
import type { Counter } from '../pages/counter.ts';
import { type CounterStation, escape } from './counterStation.ts';

const page = async (counter: Counter): Promise<void> => {
  await counter.goTo('sync');
  await counter.shows(counter.heading(counter.t('sync:state')));
};

/** Sync before and after this terminal belongs to a central, with all that may need somebody. */
export const SYNC_STATIONS: readonly CounterStation[] = [
  {
    name: 'sync, not set up',
    enter: async (counter) => {
      await page(counter);
      await counter.shows(counter.page.getByText(counter.t('sync:says.notSetUp')));
    },
  },
  {
    name: 'joining this terminal',
    enter: async (counter) => {
      await page(counter);
      await counter.tap(counter.t('sync:enrol.open'), counter.page.locator('main'));
      await counter.page.keyboard.press('Control+Enter');
      await counter.shows(counter.page.getByText(counter.t('sync:enrol.wrong.address')));
    },
    leave: escape,
  },
  {
    name: 'no terminals yet',
    enter: async (counter) => {
      await counter.goToPage('sync', 'terminals');
      await counter.shows(counter.page.getByText(counter.t('sync:terminals.empty')));
    },
  },
  {
    name: 'sync, offline with all that waits',
    enter: async (counter, _kiosk, lete) => {
      await pretendSync(lete, {});
      await page(counter);
      await counter.shows(counter.page.getByText(counter.t('sync:says.offline')));
      await counter.shows(counter.page.getByRole('table', { name: counter.t('sync:prices.title') }));
    },
  },
  {
    name: 'sync, to decide',
    enter: async (counter, _kiosk, lete) => {
      await pretendSync(lete, { state: 'attention', deadLetters: 4 });
      await page(counter);
      await counter.shows(counter.heading(counter.t('sync:letters.title')));
      await counter.shows(counter.heading(counter.t('sync:held.title')));
    },
  },
  {
    name: 'discarding a change',
    enter: async (counter) => {
      const discard = counter.page.getByRole('button', { name: counter.t('sync:action.discard.open') });
      await discard.first().click();
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'sync, records closed',
    enter: async (counter, _kiosk, lete) => {
      await pretendSync(lete, { state: 'locked' });
      await page(counter);
      await counter.shows(counter.page.getByText(counter.t('sync:says.locked')));
    },
  },
  {
    name: 'sync, cut off',
    enter: async (counter, _kiosk, lete) => {
      await pretendSync(lete, { state: 'revoked', offlineSince: null, lastError: 'revoked' });
      await page(counter);
      await counter.shows(counter.page.getByText(counter.t('sync:says.revoked')));
    },
  },
  {
    name: 'terminals',
    enter: async (counter) => {
      await counter.goToPage('sync', 'terminals');
      await counter.shows(counter.page.getByRole('table'));
    },
  },
  {
    name: 'a terminal to be added',
    enter: async (counter) => {
      await counter.tap(counter.t('sync:terminals.add'), counter.page.locator('main'));
      await counter.shows(counter.page.getByRole('dialog'));
    },
    leave: escape,
  },
  {
    name: 'code of an enrolment',
    enter: async (counter) => {
      await counter.tap(counter.t('sync:terminals.add'), counter.page.locator('main'));
      await counter.tap(counter.t('sync:code.make'), counter.page.getByRole('dialog'));
      await counter.shows(counter.page.getByRole('img', { name: counter.t('sync:code.picture') }));
    },
    leave: async (counter, lete) => {
      await escape(counter);
      // The next language begins where core answers; the screens after this one are core's as well.
      await pretendSync(lete, counter.locale === 'ru' ? null : {});
    },
  },
];
