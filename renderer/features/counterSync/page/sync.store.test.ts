import { describe, expect, it } from 'vitest';
import type { DeadLetter } from '../../../../shared/contract/sync.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { letterActionsOf } from './letterActions.policy.ts';
import { createSyncPageStore } from './sync.store.ts';

const letter = (change: Partial<DeadLetter> = {}): DeadLetter => ({
  opId: '0'.repeat(32),
  kind: 'order.moved',
  orderId: null,
  number: 'K-27',
  at: 1,
  answeredAt: 2,
  by: 'Līga',
  status: 'rejected',
  code: 'order_moved_on',
  canResend: true,
  ...change,
});

function page(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'sync:waiting': () => ({ ops: [] }),
    'sync:deadLetters': () => ({ letters: [letter()], held: [] }),
    'catalogue:versions': () => ({ versions: [] }),
    'staff:people': () => ({ people: [], demoPins: null, list: null }),
    'sync:resolve': () => ({}),
    'sync:sendNow': () => ({}),
    'sync:retry': () => ({}),
    ...changes,
  });
  const store = createSyncPageStore(fake.api, 0);
  return { ...fake, store, act: store.getState };
}

describe('the page of what waits', () => {
  it('[SYN-4] shows both lists together, or says why there are none', async () => {
    let broken = true;
    const { act } = page({
      'sync:deadLetters': () => (broken ? { code: 'BUSY' } : { letters: [], held: [] }),
    });
    await act().open();
    expect(act()).toMatchObject({ lists: null, failure: { code: 'BUSY' } });
    broken = false;
    await act().load();
    expect(act()).toMatchObject({ lists: { waiting: [], letters: [], held: [] }, failure: null });
  });

  it('follows core while it is on, and no longer', async () => {
    const { act, asked, emit } = page();
    await act().open();
    emit('sync-changed');
    await new Promise((done) => setTimeout(done, 20));
    expect(asked('sync:waiting')).toHaveLength(2);
    act().close();
    emit('sync-changed');
    await new Promise((done) => setTimeout(done, 20));
    expect(asked('sync:waiting')).toHaveLength(2);
  });

  it('[SYN-4] settles a dead letter, and reads what is left', async () => {
    const { act, asked } = page();
    await act().open();
    act().ask(letter(), 'resend');
    await act().resolve();
    expect(asked('sync:resolve')).toEqual([{ opId: '0'.repeat(32), action: 'resend', reason: null }]);
    expect(act().asking).toBeNull();
    expect(asked('sync:deadLetters')).toHaveLength(2);
  });

  it('[SYN-4] discards nothing without a reason', async () => {
    const { act, asked } = page();
    await act().open();
    act().ask(letter(), 'discard');
    act().typeReason('  ');
    await act().resolve();
    expect(asked('sync:resolve')).toEqual([]);
    act().typeReason(' entered twice ');
    await act().resolve();
    expect(asked('sync:resolve')).toMatchObject([{ action: 'discard', reason: 'entered twice' }]);
  });

  it('[SYN-4] keeps the question open with the reason why it was not done', async () => {
    const { act } = page({ 'sync:resolve': () => ({ code: 'CONFLICT' }) });
    await act().open();
    act().ask(letter(), 'accept');
    await act().resolve();
    expect(act()).toMatchObject({ refused: { code: 'CONFLICT' }, asking: { action: 'accept' } });
  });

  it('sends at once, however often it is pressed', async () => {
    const { act, asked } = page();
    await Promise.all([act().sendNow(), act().sendNow()]);
    expect(asked('sync:sendNow')).toHaveLength(1);
  });
});

describe('what is held back', () => {
  it('[SYN-4, I10] is tried again once, however often it is pressed, and read anew', async () => {
    const { act, asked } = page();
    await act().open();
    await Promise.all([act().retry(), act().retry()]);
    expect(asked('sync:retry')).toHaveLength(1);
    expect(asked('sync:deadLetters')).toHaveLength(2);
    expect(act().retrying).toBe(false);
  });
});

describe('what may be done with a dead letter', () => {
  it('[SYN-4] discarding is a manager’s; what is no longer there cannot be sent again', () => {
    expect(letterActionsOf(letter(), 'staff')).toEqual(['accept', 'resend']);
    expect(letterActionsOf(letter(), 'manager')).toEqual(['accept', 'resend', 'discard']);
    expect(letterActionsOf(letter({ canResend: false }), 'staff')).toEqual(['accept']);
    expect(letterActionsOf(letter({ status: 'deferred' }), 'staff')).toEqual([]);
  });
});
