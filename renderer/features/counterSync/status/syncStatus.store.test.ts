import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createSyncStatusStore } from './syncStatus.store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

describe('the state of sync in the strip', () => {
  it('[SYN-4] is asked for when core tells of a change, and never by itself', async () => {
    const fake = fakeApi({ 'sync:status': () => ({ state: 'idle' }) });
    const store = createSyncStatusStore(fake.api);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(fake.asked('sync:status')).toHaveLength(0);
    fake.emit('sync-changed');
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().status).toEqual({ state: 'idle' });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(fake.asked('sync:status')).toHaveLength(1);
  });

  it('is read a few times while a thousand changes go out, and once more after the last', async () => {
    let left = 1000;
    const fake = fakeApi({ 'sync:status': () => ({ left }) });
    const store = createSyncStatusStore(fake.api);
    while (left > 0) {
      left -= 1;
      fake.emit('sync-changed');
      await vi.advanceTimersByTimeAsync(1);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(fake.asked('sync:status').length).toBeLessThanOrEqual(4);
    expect(store.getState().status).toEqual({ left: 0 });
  });
});
