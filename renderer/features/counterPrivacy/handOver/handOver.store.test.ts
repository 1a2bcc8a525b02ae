import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createHandOverStore } from './handOver.store.ts';

const READY = { state: 'ready', madeAt: 1, expiresAt: 2, collectedAt: null };
const request = (privacyRequestId: string, type = 'access') => ({ privacyRequestId, type }) as never;

async function opened(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'access:state': () => READY,
    // A reply of a code alone would be a refusal.
    'access:code': () => ({ code: 'abcd-efgh', at: 1 }),
    'access:collect': () => ({ file: 'lete-access-r1.zip' }),
    ...changes,
  });
  const store = createHandOverStore(fake.api);
  await store.getState().follow(request('r1'));
  return { ...fake, act: store.getState };
}

describe('the hand-over of an access package', () => {
  it('[PRV-1] is recorded with the way that was chosen; none is chosen beforehand', async () => {
    const { act, asked } = await opened();
    act().open();
    expect(act().form).toEqual({ way: null, agreed: false });
    await act().save();
    expect(asked('access:collect')).toEqual([]);
    act().type({ way: 'company-medium' });
    await act().save();
    expect(asked('access:collect')).toEqual([{ privacyRequestId: 'r1', way: 'company-medium' }]);
    expect(act()).toMatchObject({ form: null, file: 'lete-access-r1.zip' });
    expect(asked('access:state')).toHaveLength(2);
  });

  it('[PRV-1] onto the customer’s own medium takes a second, deliberate word', async () => {
    const { act, asked } = await opened();
    act().open();
    act().type({ way: 'own-medium' });
    await act().save();
    expect(asked('access:collect')).toEqual([]);
    act().type({ agreed: true });
    await act().save();
    expect(asked('access:collect')).toEqual([{ privacyRequestId: 'r1', way: 'own-medium' }]);
  });

  it('[PRV-4] asks for the password only when it is wanted, and forgets it with the request', async () => {
    const { act, asked } = await opened();
    expect(asked('access:code')).toEqual([]);
    await act().showCode();
    expect(act().code).toBe('abcd-efgh');
    await act().follow(request('r2'));
    expect(act().code).toBeNull();
  });

  it('is there for requests for data only', async () => {
    const { act, asked } = await opened();
    await act().follow(request('r3', 'erasure'));
    expect(act()).toMatchObject({ id: null, archive: null });
    expect(asked('access:state')).toHaveLength(1);
  });

  it('that was done elsewhere meanwhile says so and keeps the form', async () => {
    const { act } = await opened({ 'access:collect': () => ({ code: 'NOT_FOUND' }) });
    act().open();
    act().type({ way: 'company-mail' });
    await act().save();
    expect(act()).toMatchObject({
      failure: { code: 'NOT_FOUND' },
      form: { way: 'company-mail' },
      pending: false,
    });
  });
});
