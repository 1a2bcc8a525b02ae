import { act } from 'react';
import { expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { button, press, show } from '../../../ui/testing.tsx';
import { BackupSection } from '../sections/BackupSection.tsx';
import { createSettingsStore } from '../settings.store.ts';

const AT = Date.UTC(2026, 10, 20, 12);
const found = { orders: 3, comeBack: false, unsent: 0, refusal: null };

const section = async (replies: Parameters<typeof fakeApi>[0], locale: (typeof LOCALES)[number] = 'en') => {
  const { api, asked } = fakeApi({
    'backups:list': () => ({ backups: [{ at: AT, bytes: 1_500_000, orders: 3 }] }),
    'backups:compare': () => found,
    ...replies,
  });
  const store = createSettingsStore(api);
  const { t } = createI18n(locale, resources);
  const shown = await show(
    <TextsProvider i18n={createI18n(locale, resources)}>
      <BackupSection store={store} />
    </TextsProvider>,
    'counter',
  );
  // Dates follow the window, whose language the test does not change.
  await press(button(t('settings:backup.list.openOf', { at: formatDateTime(AT, 'lv') })));
  const dialog = () => document.querySelector('[role=dialog]');
  const doIt = () => button(t('settings:backup.restoring.do'));
  return { ...shown, store, asked, t, dialog, doIt };
};

it.each(LOCALES)('[REC-5] says in %s what comes back, and waits for a PIN', async (locale) => {
  const { dialog, doIt, asked, t, end } = await section({}, locale);
  expect(asked('backups:compare')).toEqual([{ at: AT }]);
  expect(dialog()?.textContent).toContain(t('settings:backup.restoring.missing', { orders: 3 }));
  expect(dialog()?.textContent).toContain(t('settings:backup.restoring.erased'));
  expect(doIt().hasAttribute('disabled')).toBe(true);
  await end();
});

it('[REC-5] sends the choice once, with reason and PIN, and closes', async () => {
  const { dialog, doIt, asked, store, end } = await section({ 'backups:restore': () => ({}) });
  await act(async () => store.getState().typeRestore({ reason: 'data-missing' }));
  await press(doIt());
  expect(asked('backups:restore')).toEqual([]);
  await act(async () => store.getState().typeRestore({ pin: '1359' }));
  await act(async () => store.getState().restoreNow());
  expect(asked('backups:restore')).toEqual([{ at: AT, reason: 'data-missing', pin: '1359' }]);
  expect(store.getState().restore).toBeNull();
  await end();
  expect(dialog()).toBeNull();
});

it('[REC-5] with unsent changes says how many and offers no way on', async () => {
  const refused = { ...found, comeBack: true, unsent: 4, refusal: 'RESTORE_UNSENT' };
  const { dialog, doIt, store, t, end } = await section({ 'backups:compare': () => refused });
  await act(async () => store.getState().typeRestore({ pin: '1359' }));
  expect(dialog()?.textContent).toContain(t('errors:RESTORE_UNSENT'));
  expect(dialog()?.textContent).toContain(t('settings:backup.restoring.unsent', { unsent: 4 }));
  expect(dialog()?.querySelector('input[type=password]')).toBeNull();
  expect(doIt().hasAttribute('disabled')).toBe(true);
  await end();
});

it('[REC-5] forgets a wrong PIN and says so; leaving the page forgets it too', async () => {
  const { store, end } = await section({ 'backups:restore': () => ({ code: 'PIN_WRONG' }) });
  await act(async () => store.getState().typeRestore({ pin: '9753' }));
  await act(async () => store.getState().restoreNow());
  expect(store.getState().restore).toMatchObject({ pin: '', failure: { code: 'PIN_WRONG' } });
  await act(async () => store.getState().typeRestore({ pin: '9753' }));
  await act(async () => store.getState().leave());
  expect(store.getState().restore).toBeNull();
  await end();
});

it('[REC-5] that is on its way is not closed: it could not be taken back', async () => {
  const answered = Promise.withResolvers<object>();
  const { store, dialog, end } = await section({ 'backups:restore': () => answered.promise });
  await act(async () => store.getState().typeRestore({ pin: '1359' }));
  await act(async () => void store.getState().restoreNow());
  await act(async () => store.getState().closeRestore());
  expect(dialog()).not.toBeNull();
  await act(async () => answered.resolve({}));
  expect(store.getState().restore).toBeNull();
  await end();
});
