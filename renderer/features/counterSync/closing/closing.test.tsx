import { act } from 'react';
import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { button, press, show } from '../../../ui/testing.tsx';
import { createSyncStatusStore } from '../status/syncStatus.store.ts';
import { createClosingStore } from './closing.store.ts';
import { ClosingDialog } from './ClosingDialog.tsx';

const withWaiting = (ops: number, files = 0) =>
  ({ state: 'offline', waiting: { ops, files, bytes: files * 5_000_000, oldestAt: 1 } }) as SyncStatus;

const screen = async (status: SyncStatus | null) => {
  const { api } = fakeApi({});
  const statusStore = createSyncStatusStore(api);
  statusStore.setState({ status });
  const closed: string[] = [];
  const store = createClosingStore({
    status: () => statusStore.getState().status,
    closeWindow: () => closed.push('closed'),
  });
  const i18n = createI18n('lv', resources);
  const shown = await show(
    <TextsProvider i18n={i18n}>
      <ClosingDialog store={store} status={statusStore} />
    </TextsProvider>,
    'counter',
  );
  /** As the window asks; answers whether it closes. */
  const tryToClose = () => act(async () => store.getState().mayClose());
  return { ...shown, tryToClose, closed, t: i18n.t };
};

describe('closing with unsent changes', () => {
  it('[REC-7] asks with their number, and stays until somebody decides', async () => {
    const { tryToClose, closed, end, t } = await screen(withWaiting(3, 2));
    expect(await tryToClose()).toBe(false);
    const dialog = document.querySelector('[role=alertdialog]');
    expect(dialog?.textContent).toContain('3');
    expect(dialog?.textContent).toContain('10\u00A0MB');
    await press(button(t('sync:closing.stay')));
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    expect(closed).toEqual([]);
    expect(await tryToClose()).toBe(false);
    await press(button(t('sync:closing.close')));
    expect(closed).toEqual(['closed']);
    expect(await tryToClose()).toBe(true);
    await end();
  });

  it('[REC-7] asks nothing when all is sent, or where there is no central', async () => {
    for (const status of [null, withWaiting(0), { ...withWaiting(1), state: 'not_enrolled' as const }]) {
      const { tryToClose, end } = await screen(status);
      expect(await tryToClose()).toBe(true);
      await end();
    }
  });
});
