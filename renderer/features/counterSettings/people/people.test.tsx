import { expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { show } from '../../../ui/testing.tsx';
import { createSettingsStore } from '../settings.store.ts';
import { aSettings } from '../testing.ts';
import { PeopleSection } from './PeopleSection.tsx';

const AT = Date.UTC(2026, 10, 20, 12);
const ilze = { staffId: 'i', name: 'Ilze', role: 'staff', active: true, listed: true };
const juris = { ...ilze, staffId: 'j', name: 'Juris', role: 'manager', listed: false };

it.each(LOCALES)(
  '[ADM-4] says in %s who is of the owner’s list and who signed it; each button is named by the word on it',
  async (locale) => {
    const { api } = fakeApi({
      'settings:get': () => ({ settings: aSettings(), sends: { email: false, sms: false } }),
      'staff:people': () => ({
        people: [ilze, juris],
        demoPins: null,
        list: { version: 4, by: 'owner', at: AT },
      }),
      'terminal:health': () => ({ backup: { level: 'ok', lastAt: 1 } }),
      'terminal:state': () => ({ state: 'ready', version: '0.1.0' }),
    });
    const store = createSettingsStore(api);
    await store.getState().load();
    const i18n = createI18n(locale, resources);
    const { host, end } = await show(
      <TextsProvider i18n={i18n}>
        <PeopleSection store={store} saveHint="Ctrl Enter" />
      </TextsProvider>,
      'counter',
    );
    // Numbers follow the window, whose language the test does not change.
    const signed = { version: 4, by: i18n.t('settings:people.owner'), day: formatDate(AT, 'lv') };
    expect(host.textContent).toContain(i18n.t('settings:people.list', signed));
    const names = [...host.querySelectorAll('tbody th')].map((cell) =>
      [...cell.querySelectorAll('div')].map((line) => line.textContent),
    );
    expect(names).toEqual([['Ilze', i18n.t('settings:people.listed')], []]);
    for (const button of host.querySelectorAll('tbody button'))
      expect(button.getAttribute('aria-label')).toContain(button.textContent);
    await end();
  },
);
