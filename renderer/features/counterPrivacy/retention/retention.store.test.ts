import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createRetentionStore } from './retention.store.ts';

const heartbeat = { level: 'ok', lastPassAt: 1000, rules: [{ rule: 'photo', doneAt: 1000, count: 2 }] };
const dryRun = { at: 2000, nextPassAt: 3000, rules: [{ rule: 'photo', due: 1 }] };

function page(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'retention:state': () => heartbeat,
    'retention:dryRun': () => dryRun,
    ...changes,
  });
  return { ...fake, store: createRetentionStore(fake.api) };
}

describe('the retention page', () => {
  it('[PRV-3, P27] shows the last pass and the next one together', async () => {
    const { store } = page();
    await store.getState().open();
    expect(store.getState()).toMatchObject({ heartbeat, dryRun, failure: null, loading: false });
  });

  it('shows no half of it after a failure, and all of it after the retry', async () => {
    let broken = true;
    const { store } = page({ 'retention:dryRun': () => (broken ? { code: 'BUSY' } : dryRun) });
    await store.getState().open();
    expect(store.getState()).toMatchObject({ heartbeat: null, dryRun: null, failure: { code: 'BUSY' } });
    broken = false;
    await store.getState().load();
    expect(store.getState()).toMatchObject({ heartbeat, dryRun, failure: null });
  });

  it('follows each pass while it is on screen, and keeps nothing afterwards', async () => {
    const { store, asked, emit } = page();
    await store.getState().open();
    emit('health-changed');
    expect(asked('retention:dryRun')).toHaveLength(2);
    store.getState().close();
    emit('health-changed');
    expect(asked('retention:dryRun')).toHaveLength(2);
    expect(store.getState().heartbeat).toBeNull();
  });
});
