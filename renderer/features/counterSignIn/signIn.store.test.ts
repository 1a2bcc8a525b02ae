import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../../shared/domain/ids.ts';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { lockIn, waitText } from './idleLock.ts';
import { createSignInStore } from './signIn.store.ts';

const anna = '01ARZ3NDEKTSV4RRFFQ69G5FAA' as StaffId;
const person = { staffId: anna, name: 'Anna', role: 'staff', active: true, triesLeft: 3, waitMs: 0 };
const signedIn = { staffId: anna, name: 'Anna', role: 'staff' };

function counter(signInAnswers: readonly unknown[]) {
  const people = { ...person };
  const answers = [...signInAnswers];
  const { api, asked } = fakeApi({
    'staff:who': () => ({ signedIn: null }),
    'staff:people': () => ({ people: [people], demoPins: { [anna]: '1470' } }),
    'staff:signIn': () => answers.shift(),
    'staff:signOut': () => ({}),
  });
  return { people, asked, store: createSignInStore(api, () => 1_000_000) };
}

describe('sign-in', () => {
  it('[ADM-2] shows the tries left after a wrong PIN, then waits, and then lets in', async () => {
    const { store, people, asked } = counter([{ code: 'PIN_WRONG' }, { code: 'PIN_WRONG' }, signedIn]);
    await store.getState().start();
    expect(store.getState()).toMatchObject({ chosen: anna, demoPins: { [anna]: '1470' } });
    store.getState().setPin('1111');
    people.triesLeft = 2;
    await store.getState().enter();
    expect(store.getState()).toMatchObject({ error: 'PIN_WRONG', pin: '', signedIn: null });
    expect(store.getState().people[0]?.triesLeft).toBe(2);
    store.getState().setPin('2222');
    people.waitMs = 30_000;
    await store.getState().enter();
    expect(store.getState().waitUntil).toBe(1_030_000);
    store.getState().setPin('1470');
    await store.getState().enter();
    expect(asked('staff:signIn')).toHaveLength(2);
  });

  it('asks for at least four digits and never sends twice at once', async () => {
    const { store, asked } = counter([signedIn]);
    await store.getState().start();
    store.getState().setPin('147');
    await store.getState().enter();
    store.getState().setPin('1470');
    await Promise.all([store.getState().enter(), store.getState().enter()]);
    expect(asked('staff:signIn')).toHaveLength(1);
    expect(store.getState().signedIn?.name).toBe('Anna');
  });

  it('[ADM-3] ends for who may not sign in any more, and offers who may now', async () => {
    const { store, people } = counter([signedIn]);
    await store.getState().refresh();
    expect(store.getState().people).toEqual([]);
    await store.getState().start();
    store.getState().setPin('1470');
    await store.getState().enter();
    Object.assign(people, { staffId: '01ARZ3NDEKTSV4RRFFQ69G5FAB', name: 'Zane' });
    await store.getState().refresh();
    expect(store.getState()).toMatchObject({
      signedIn: null,
      locked: true,
      chosen: people.staffId,
      people: [{ name: 'Zane' }],
    });
  });

  it('[ADM-2] locks, says why to core, and remembers that this is a lock', async () => {
    const { store, asked } = counter([signedIn]);
    await store.getState().start();
    store.getState().setPin('1470');
    await store.getState().enter();
    await store.getState().lock('idle');
    expect(asked('staff:signOut')).toMatchObject([{ why: 'idle' }]);
    expect(store.getState()).toMatchObject({ signedIn: null, locked: true });
  });
});

describe('the idle lock', () => {
  it('counts from the last sign of life and survives a clock set back', () => {
    expect(lockIn(1000, 61_000, 300_000)).toBe(240_000);
    expect(lockIn(1000, 301_000, 300_000)).toBe(0);
    expect(lockIn(100_000, 1000, 300_000)).toBe(300_000);
  });

  it('counts waits in minutes and seconds', () => {
    expect([waitText(30_000), waitText(29_001), waitText(725_000), waitText(-5)]).toEqual([
      '0:30',
      '0:30',
      '12:05',
      '0:00',
    ]);
  });
});
