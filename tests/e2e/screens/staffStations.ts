import { LISTED, pretendStaffList, UNLISTED } from '../lete/staffAnswers.ts';
import type { Counter } from '../pages/counter.ts';
import { type CounterStation, escape } from './counterStation.ts';

const change = async (counter: Counter, name: string): Promise<void> => {
  await counter.tap(counter.t('settings:people.change', { name }));
  await counter.shows(counter.page.getByRole('dialog'));
};

/** People where the owner's list says who works here. */
export const STAFF_STATIONS: readonly CounterStation[] = [
  {
    name: 'people of the list',
    enter: async (counter, _kiosk, lete) => {
      await pretendStaffList(lete, true);
      await counter.goTo('orders');
      await counter.openSettings('people');
      await counter.shows(counter.page.getByText(counter.t('settings:people.listed')).first());
    },
  },
  {
    name: 'a person of the list',
    enter: (counter) => change(counter, LISTED),
    leave: escape,
  },
  {
    name: 'a person with mistakes',
    enter: async (counter) => {
      await change(counter, UNLISTED);
      await counter.page
        .getByRole('radio', { name: counter.t('settings:person.badgeWay.set'), exact: true })
        .click();
      await counter.page.keyboard.press('Control+Enter');
      await counter.shows(counter.page.getByText(counter.t('settings:person.problem.badge')));
    },
    leave: escape,
  },
  {
    name: 'sending with a staff list',
    enter: async (counter) => {
      await counter.goTo('sync');
      await counter.shows(counter.heading(counter.t('sync:staff.title')));
    },
    leave: (counter, lete) => pretendStaffList(lete, counter.locale !== 'ru'),
  },
];
