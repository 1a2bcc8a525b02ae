import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createCustomersStore } from './customers.store.ts';

const row = (personId: string, more: object = {}) => ({
  personId,
  name: 'Ķērsta',
  needsReason: false,
  ...more,
});
const CODE = 'ACDEFHJKLMNP';

function screen(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const told: (readonly string[])[] = [];
  const fake = fakeApi({
    'customers:search': () => ({ rows: [row('p1'), row('p2')] }),
    'customers:open': ({ personId }: { personId: string }) => ({ personId, consents: [], orders: [] }),
    'customers:withdraw': () => ({ withdrawn: 1 }),
    'consents:byCode': () => ({ boxes: [{ purpose: 'marketing.news', channel: 'sms', live: true }] }),
    'consents:withdrawByCode': () => ({ withdrawn: 1 }),
    ...changes,
  });
  const store = createCustomersStore({ api: fake.api, tell: (purposes) => told.push(purposes) });
  const typeAndLook = async (typed: string) => {
    store.getState().search(typed);
    await store.getState().look();
  };
  return { ...fake, told, act: store.getState, typeAndLook };
}

describe('the search for a customer', () => {
  it('[PRV-4] asks nothing below three signs, and once when the typing rests', async () => {
    vi.useFakeTimers();
    const { act, asked } = screen();
    for (const typed of ['k', 'kē', 'kēr', 'kērs']) act().search(typed);
    expect(asked('customers:search')).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    act().search('kē');
    await vi.advanceTimersByTimeAsync(300);
    vi.useRealTimers();
    expect(asked('customers:search')).toEqual([{ text: 'kērs' }]);
    expect(act()).toMatchObject({ rows: [], asked: null });
  });

  it('[PRV-4] opens nobody by itself: one that is found alone is chosen, not opened', async () => {
    const { act, asked, typeAndLook } = screen({ 'customers:search': () => ({ rows: [row('p1')] }) });
    await typeAndLook('ķērsta');
    act().select('p1' as never);
    expect(act()).toMatchObject({ selected: 'p1', customer: null });
    expect(asked('customers:open')).toEqual([]);
  });

  it('[PRV-4] opens the only one found on Enter, and nobody among several', async () => {
    const { act } = screen();
    act().search('ķērsta');
    expect(await act().openFound()).toBe(false);
    expect(act().customer).toBeNull();
    const one = screen({ 'customers:search': () => ({ rows: [row('p1')] }) });
    one.act().search('ķērsta');
    expect(await one.act().openFound()).toBe(true);
    expect(one.asked('customers:open')).toEqual([{ personId: 'p1', reason: null }]);
  });

  it('shows the answer to the last question only', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { act } = screen({ 'customers:search': () => new Promise((done) => answers.push(done)) });
    act().search('ber');
    const first = act().look();
    act().search('bērz');
    const second = act().look();
    await new Promise((done) => setTimeout(done));
    answers[1]?.({ rows: [row('p2')] });
    answers[0]?.({ rows: [row('p1')] });
    await Promise.all([first, second]);
    expect(act().rows.map(({ id }) => id)).toEqual(['p2']);
  });

  it('[R6] says why a ticket opens nobody', async () => {
    const { act, typeAndLook } = screen({ 'customers:search': () => ({ code: 'RESTRICTED' }) });
    await typeAndLook('K-27');
    expect(act()).toMatchObject({ rows: [], asked: null, failure: { code: 'RESTRICTED' } });
  });
});

describe('a customer', () => {
  it('[PRV-4] beyond open orders is opened only after the reason was chosen', async () => {
    const { act, asked, typeAndLook } = screen({
      'customers:search': () => ({ rows: [row('p1', { needsReason: true })] }),
    });
    await typeAndLook('29123456');
    expect(await act().open('p1' as never)).toBe(false);
    expect(await act().openForReason()).toBe(false);
    expect(asked('customers:open')).toEqual([]);
    act().chooseReason('complaint');
    expect(await act().openForReason()).toBe(true);
    expect(asked('customers:open')).toEqual([{ personId: 'p1', reason: 'complaint' }]);
    expect(act()).toMatchObject({ asking: null, customer: { personId: 'p1' } });
  });

  it('[PRV-4] closed since the search asks for the reason as well', async () => {
    const { act } = screen({ 'customers:open': () => ({ code: 'REASON_NEEDED' }) });
    await act().open('p1' as never);
    expect(act()).toMatchObject({ asking: { personId: 'p1', reason: null }, customer: null, failure: null });
  });

  it('[C4] takes a consent back in one act, and reads what is left for the reason given', async () => {
    const { act, asked, told, typeAndLook } = screen({
      'customers:search': () => ({ rows: [row('p1', { needsReason: true })] }),
    });
    await typeAndLook('29123456');
    await act().open('p1' as never);
    act().chooseReason('customer-asks');
    await act().openForReason();
    await act().withdraw(['marketing.news']);
    expect(asked('customers:withdraw')).toEqual([{ personId: 'p1', purposes: ['marketing.news'] }]);
    expect(asked('customers:open')).toHaveLength(2);
    expect(asked('customers:open')[1]).toEqual({ personId: 'p1', reason: 'customer-asks' });
    expect(told).toEqual([['marketing.news']]);
  });

  it('[PRV-4] is forgotten when another one is chosen or somebody else comes to the screen', async () => {
    const { act, typeAndLook } = screen();
    await typeAndLook('ķērsta');
    await act().open('p1' as never);
    act().select('p2' as never);
    expect(act()).toMatchObject({ selected: 'p2', customer: null });
    await act().open('p2' as never);
    act().leave();
    expect(act()).toMatchObject({ typed: '', rows: [], customer: null, selected: null });
  });
});

describe('[C8] the code of a ticket', () => {
  it('typed or scanned shows its consents without a name, and takes them back', async () => {
    const { act, asked, told } = screen();
    await act().takeCode(CODE);
    expect(act()).toMatchObject({ rows: [], customer: null, byCode: { code: CODE } });
    expect(asked('customers:search')).toEqual([]);
    await act().withdraw(['marketing.news']);
    expect(asked('consents:withdrawByCode')).toEqual([{ code: CODE, purposes: ['marketing.news'] }]);
    expect(asked('consents:byCode')).toHaveLength(2);
    expect(told).toEqual([['marketing.news']]);
  });

  it('that nobody knows may be a name; a search that finds nobody says what is wrong with the code', async () => {
    const unknown = { 'consents:byCode': () => ({ code: 'CODE_UNKNOWN' }) };
    const found = screen(unknown);
    await found.typeAndLook(CODE);
    expect(found.act()).toMatchObject({ failure: null, byCode: null });
    expect(found.act().rows).toHaveLength(2);
    const none = screen({ ...unknown, 'customers:search': () => ({ rows: [] }) });
    await none.typeAndLook(CODE);
    expect(none.act().failure?.code).toBe('CODE_UNKNOWN');
  });

  it('tried too often is not looked up as a name', async () => {
    const { act, asked, typeAndLook } = screen({ 'consents:byCode': () => ({ code: 'TOO_MANY_TRIES' }) });
    await typeAndLook(CODE);
    expect(asked('customers:search')).toEqual([]);
    expect(act().failure?.code).toBe('TOO_MANY_TRIES');
  });
});
