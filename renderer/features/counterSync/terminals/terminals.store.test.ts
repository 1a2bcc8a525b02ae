import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { lifeOf } from './terminalLife.policy.ts';
import { createTerminalsStore } from './terminals.store.ts';

describe('the terminals of the store', () => {
  it('[MUL-4] stay on show as they were last known while central is away', async () => {
    let away = false;
    const fake = fakeApi({ 'sync:terminals': () => (away ? { code: 'TRY_LATER' } : { terminals: [] }) });
    const store = createTerminalsStore(fake.api, () => 5);
    await store.getState().load();
    away = true;
    await store.getState().load();
    expect(store.getState()).toMatchObject({
      known: { terminals: [], at: 5 },
      failure: { code: 'TRY_LATER' },
    });
  });

  it('[MUL-4] get a code for the role that was chosen; it is kept no longer than it is shown', async () => {
    const made = { code: '0'.repeat(26), expiresAt: 9 };
    const fake = fakeApi({ 'sync:createCode': () => made, 'sync:terminals': () => ({ terminals: [] }) });
    const store = createTerminalsStore(fake.api);
    store.getState().openAdding();
    store.getState().chooseRole('kiosk');
    await store.getState().makeCode();
    expect(fake.asked('sync:createCode')).toEqual([{ role: 'kiosk' }]);
    expect(store.getState().adding?.made).toEqual(made);
    store.getState().closeAdding();
    expect(store.getState().adding).toBeNull();
    expect(fake.asked('sync:terminals')).toHaveLength(1);
  });

  it('are silent after three reports that did not come', () => {
    const quarter = 15 * 60_000;
    expect(lifeOf({ revoked: false, lastSeenAt: 0 }, quarter)).toBe('heard');
    expect(lifeOf({ revoked: false, lastSeenAt: 0 }, quarter + 1)).toBe('silent');
    expect(lifeOf({ revoked: false, lastSeenAt: null }, 0)).toBe('silent');
    expect(lifeOf({ revoked: true, lastSeenAt: 0 }, 0)).toBe('revoked');
  });
});
