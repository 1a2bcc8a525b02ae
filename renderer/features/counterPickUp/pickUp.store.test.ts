import { describe, expect, it } from 'vitest';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { stageOf, typedProof } from './pickUp.ts';
import { createPickUpStore, type PickUpState } from './pickUp.store.ts';

const order = {
  orderId: 'o1',
  number: 'K-27',
  version: 3,
  status: 'ready',
  total: 1000,
  paid: 1000,
  anonymous: false,
} as OrderDetail;

function counter(
  found: Partial<OrderDetail> = {},
  handOver: () => unknown = () => ({ version: 4, historyId: 9, undoUntil: 1 }),
) {
  const handed: string[] = [];
  const fake = fakeApi({
    'orders:get': () => ({ ...order, ...found }),
    'orders:search': () => ({ rows: [{ orderId: 'o1' }] }),
    'orders:handOver': handOver,
  });
  const store = createPickUpStore({ api: fake.api, onHandedOut: (one) => handed.push(one.number) });
  const states: PickUpState[] = [];
  store.subscribe((state) => states.push(state));
  return { ...fake, handed, states, act: store.getState };
}

describe('pick-up', () => {
  it('[PUP-1] is two actions for a paid order: the scan, then the hand-over', async () => {
    const { act, asked, handed } = counter();
    await act().take('o1' as never, 'L01261122K0027A');
    expect(stageOf(act().order as OrderDetail, act().proof, 'staff', '')).toEqual({ kind: 'ready' });
    await act().handOver();
    expect(asked('orders:handOver')).toMatchObject([
      { orderId: 'o1', version: 3, proof: { kind: 'scan', code: 'L01261122K0027A' }, unpaidReason: null },
    ]);
    expect(handed).toEqual(['K-27']);
    expect(act()).toMatchObject({ order: null, handedOut: { number: 'K-27' } });
  });

  it('[PUP-1] opens the only order found at once, without a list that is gone before it can be pressed', async () => {
    const { act, states } = counter();
    act().type({ text: 'K-27' });
    await act().search();
    expect(act().order).toMatchObject({ number: 'K-27' });
    expect(states.filter(({ found }) => found !== null)).toEqual([]);
  });

  it('[PUP-1] stops at an unpaid order and says how much', () => {
    const proof = { kind: 'scan', code: 'x' } as const;
    const unpaid = { ...order, paid: 400 };
    expect(stageOf(unpaid, proof, 'staff', '')).toEqual({ kind: 'unpaid', due: 600, managerMay: false });
    expect(stageOf(unpaid, proof, 'manager', '')).toMatchObject({ managerMay: true });
    expect(stageOf(unpaid, proof, 'manager', 'parādnieks')).toEqual({ kind: 'ready' });
  });

  it('[PUP-3] without the ticket asks for the phone tail, or the claim code of an anonymous order', () => {
    expect(stageOf(order, null, 'staff', '')).toEqual({ kind: 'proof', way: 'phoneTail' });
    expect(stageOf({ ...order, anonymous: true }, null, 'staff', '')).toEqual({
      kind: 'proof',
      way: 'claimCode',
    });
    expect(typedProof(order, ' 4518 ')).toEqual({ kind: 'phoneTail', tail: '4518' });
    expect(typedProof(order, '451')).toBeNull();
    expect(typedProof({ ...order, anonymous: true }, 'acd 346')).toEqual({
      kind: 'claimCode',
      code: 'ACD346',
    });
    expect(typedProof({ ...order, anonymous: true }, '4518')).toBeNull();
  });

  it('asks for the proof again when core says it is wrong, and keeps the order on screen', async () => {
    const { act, handed } = counter({}, () => ({ code: 'PROOF_WRONG' }));
    act().type({ text: 'K-27' });
    await act().search();
    act().type({ proofText: '0000' });
    act().prove();
    await act().handOver();
    expect(act()).toMatchObject({ proof: null, failure: { code: 'PROOF_WRONG' }, order: { number: 'K-27' } });
    expect(handed).toEqual([]);
  });

  it('hands out nothing that is not ready', () => {
    for (const status of ['placed', 'in_production', 'on_hold', 'picked_up', 'cancelled'] as const) {
      expect(stageOf({ ...order, status }, { kind: 'scan', code: 'x' }, 'manager', 'x').kind).toBe(
        'notReady',
      );
    }
  });
});
