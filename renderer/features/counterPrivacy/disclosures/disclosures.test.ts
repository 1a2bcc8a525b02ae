import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import type { Recipient } from '../../../../shared/privacy/disclosure.ts';
import { createDisclosuresStore } from './disclosures.store.ts';
import type { DisclosureItem } from './disclosureState.ts';
import { NO_ARRIVAL, NO_PROPOSAL, onGround, readArrival, readProposal } from './forms/proposal.policy.ts';

const recipients = [
  {
    recipientId: 'state-police',
    grounds: ['authority', 'crime_or_rights'],
    name: { lv: 'VP', en: 'SP', ru: 'ГП' },
  },
  { recipientId: 'courier', grounds: ['processor_delivery'], name: { lv: 'K', en: 'C', ru: 'К' } },
] as unknown as readonly Recipient[];
const row = (n: number, more = {}) => ({
  disclosureId: `d${n}`,
  recipientId: 'state-police',
  state: 'arrived',
  ...more,
});

const PAPER = {
  type: 'request',
  number: ' 14-2/2026a ',
  day: '20.11.2026',
  basis: 'tax-law',
  verified: 'original-seen',
} as const;
const ready = {
  ...NO_PROPOSAL,
  recipientId: 'state-police',
  document: PAPER,
  orders: [{ orderId: 'o1' as never, name: 'K-27' }],
  fields: ['name' as const],
};

function page(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'disclosures:recipients': () => ({ sample: true, recipients }),
    'disclosures:list': () => ({ total: 1, rows: [row(1)] }),
    'disclosures:tasks': () => ({ tasks: [] }),
    ...changes,
  });
  return { ...fake, store: createDisclosuresStore(fake.api) };
}

describe('the form of a paper that came in', () => {
  it('[A4, P24] names all that is missing, in the order of the fields', () => {
    expect(readArrival(NO_ARRIVAL)).toEqual({
      kind: 'wrong',
      problems: ['recipient', 'number', 'day', 'basis', 'verified'],
    });
  });

  it('[A3] takes a number in capitals without spaces, and no words', () => {
    const read = (number: string) => readArrival({ recipientId: 'court', document: { ...PAPER, number } });
    expect(read(PAPER.number)).toMatchObject({
      kind: 'ready',
      input: { document: { number: '14-2/2026A', date: '2026-11-20' } },
    });
    expect(read('Jānis')).toEqual({ kind: 'wrong', problems: ['number'] });
  });
});

describe('the form of a disclosure', () => {
  it('[P24] to an authority needs its paper, unless it answers one', () => {
    expect(readProposal({ ...ready, document: NO_PROPOSAL.document })).toMatchObject({
      problems: ['number', 'day', 'basis', 'verified'],
    });
    const answer = readProposal({ ...ready, arrivalId: 'd1' as never, document: NO_PROPOSAL.document });
    expect(answer).toMatchObject({ kind: 'ready', input: { arrivalId: 'd1', document: null } });
  });

  it('[P25] on suspicion needs its proportionality, and carries it nowhere else', () => {
    const suspicion = { ...ready, ground: 'crime_or_rights' } as const;
    expect(readProposal(suspicion)).toMatchObject({ problems: ['proportionality'] });
    const read = readProposal({ ...suspicion, proportionality: 'fraud' });
    expect(read).toMatchObject({ kind: 'ready', input: { proportionality: 'fraud', document: null } });
    expect(readProposal({ ...ready, proportionality: 'fraud' })).toMatchObject({
      input: { proportionality: null },
    });
  });

  it('[P22, P23] has nothing chosen beforehand, and drops what another ground does not allow', () => {
    expect(readProposal({ ...NO_PROPOSAL, document: PAPER })).toMatchObject({
      problems: ['recipient', 'orders', 'fields'],
    });
    const form = { ...ready, fields: ['name', 'photos'] as const };
    expect(onGround(form, 'processor_delivery', recipients)).toMatchObject({
      recipientId: null,
      fields: ['name'],
    });
    expect(onGround(form, 'crime_or_rights', recipients)).toMatchObject({
      recipientId: 'state-police',
      fields: ['name', 'photos'],
    });
  });
});

describe('the disclosures page', () => {
  it('[P24] asks for staff only the register: the log is the managers’', async () => {
    const { store, asked } = page();
    await store.getState().open('staff');
    expect(store.getState()).toMatchObject({ view: 'recipients', isSample: true, items: null });
    expect(asked('disclosures:list')).toEqual([]);
    await store.getState().open('manager');
    expect(store.getState()).toMatchObject({ view: 'log', total: 1, tasks: [] });
  });

  it('[A4] answers an arrival with its own recipient and paper', async () => {
    const { store, asked } = page({
      'disclosures:propose': () => ({ disclosureId: 'd2', state: 'approved' }),
    });
    await store.getState().open('manager');
    store.getState().openProposal(store.getState().items?.[0] ?? null);
    await store.getState().save();
    expect(store.getState().problems).toEqual(['orders', 'fields']);
    expect(asked('disclosures:propose')).toEqual([]);
    store.getState().typeProposal({ orders: ready.orders, fields: ready.fields });
    await store.getState().save();
    expect(asked('disclosures:propose')).toMatchObject([
      { arrivalId: 'd1', recipientId: 'state-police', orderIds: ['o1'], fields: ['name'], document: null },
    ]);
    expect(store.getState()).toMatchObject({ form: null, selected: 'd2' });
  });

  it('keeps what was typed when core refuses', async () => {
    const { store } = page({ 'disclosures:propose': () => ({ code: 'RESTRICTED' }) });
    await store.getState().open('manager');
    store.getState().openProposal(null);
    store.getState().typeProposal(ready);
    await store.getState().save();
    expect(store.getState()).toMatchObject({
      refusal: { code: 'RESTRICTED' },
      form: { kind: 'proposal', proposal: { fields: ['name'] } },
    });
  });

  it('[P25] says that another manager must approve', async () => {
    const { store, asked } = page({
      'disclosures:list': () => ({ total: 1, rows: [row(1, { state: 'proposed', awaitsSecond: true })] }),
      'disclosures:approve': () => ({ code: 'SECOND_PERSON_NEEDED' }),
    });
    await store.getState().open('manager');
    store.getState().select('d1');
    await store.getState().decide();
    expect(asked('disclosures:approve')).toEqual([]);
    store.getState().askDecision('approve');
    await store.getState().decide();
    expect(store.getState()).toMatchObject({
      refusal: { code: 'SECOND_PERSON_NEEDED' },
      asking: 'approve',
    });
  });

  it('shows the code of an archive only when asked, and of no other row', async () => {
    const { store } = page({
      'disclosures:export': () => ({ file: 'nodosana-d1.zip' }),
      // A reply of a code alone would be a refusal here.
      'disclosures:code': () => ({ code: 'ABCD', of: 'd1' }),
    });
    await store.getState().open('manager');
    store.getState().select('d1');
    await store.getState().exportData();
    expect(store.getState()).toMatchObject({ file: 'nodosana-d1.zip', code: null });
    await store.getState().showCode();
    expect(store.getState().code).toBe('ABCD');
    store.getState().select('d9');
    expect(store.getState()).toMatchObject({ file: null, code: null });
  });

  it('[E14] notes that a recipient was told, and reads the tasks anew', async () => {
    const { store, asked } = page({ 'disclosures:settleTask': () => ({}) });
    await store.getState().open('manager');
    await store.getState().settle('t1', 'sent');
    expect(asked('disclosures:settleTask')).toEqual([{ taskId: 't1', what: 'sent' }]);
    expect(asked('disclosures:tasks')).toHaveLength(2);
  });

  it('finds orders by the newest text only', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { store } = page({ 'orders:search': () => new Promise((done) => answers.push(done)) });
    store.getState().openProposal(null as DisclosureItem | null);
    const first = store.getState().searchOrder('K-2');
    const second = store.getState().searchOrder('K-27');
    answers[1]?.({ rows: [{ orderId: 'o27' }] });
    answers[0]?.({ rows: [{ orderId: 'o2' }] });
    await Promise.all([first, second]);
    expect(store.getState().form).toMatchObject({ found: [{ orderId: 'o27' }] });
  });
});
