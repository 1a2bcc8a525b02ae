import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createOrderConsentsStore } from './orderConsents.store.ts';

const order = (orderId: string, contact: object | null = {}) => ({ orderId, contact }) as never;

function detail(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  let withdrawn = 0;
  const fake = fakeApi({
    'consents:ofOrder': ({ orderId }: { orderId: string }) => ({ boxes: [{ purpose: orderId, live: true }] }),
    'consents:withdraw': () => ({ withdrawn: 1 }),
    ...changes,
  });
  const store = createOrderConsentsStore({ api: fake.api, onWithdrawn: () => (withdrawn += 1) });
  return { ...fake, act: store.getState, withdrawn: () => withdrawn };
}

describe('consents of the order on show', () => {
  it('[C4] are taken back in one act, and the order is read anew', async () => {
    const { act, asked, withdrawn } = detail();
    await act().follow(order('o1'));
    await act().withdraw(['marketing.news']);
    expect(asked('consents:withdraw')).toEqual([{ orderId: 'o1', purposes: ['marketing.news'] }]);
    expect(withdrawn()).toBe(1);
  });

  it('belong to nobody where the order has no contact', async () => {
    const { act, asked } = detail();
    await act().follow(order('o1', null));
    await act().withdraw(['marketing.news']);
    expect([asked('consents:ofOrder'), asked('consents:withdraw')]).toEqual([[], []]);
  });

  it('[PRV-4] are never shown under another order', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { act } = detail({ 'consents:ofOrder': () => new Promise((done) => answers.push(done)) });
    const first = act().follow(order('o1'));
    const second = act().follow(order('o2'));
    await new Promise((done) => setTimeout(done));
    answers[1]?.({ boxes: [{ purpose: 'o2' }] });
    answers[0]?.({ boxes: [{ purpose: 'o1' }] });
    await Promise.all([first, second]);
    expect(act().boxes).toEqual([{ purpose: 'o2' }]);
  });

  it('that could not be taken back stay, and say why', async () => {
    const { act, withdrawn } = detail({ 'consents:withdraw': () => ({ code: 'RESTRICTED' }) });
    await act().follow(order('o1'));
    await act().withdraw(['marketing.news']);
    expect(act()).toMatchObject({ failure: { code: 'RESTRICTED' }, pending: false });
    expect(act().boxes).toHaveLength(1);
    expect(withdrawn()).toBe(0);
  });
});
