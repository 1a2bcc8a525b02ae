import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../../shared/contract/customers.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { freshIntake, type IntakeForm, parseDay, readIntake } from './intake.policy.ts';
import { startFromCustomer, startFromOrder, startFromTyped } from './intakeStart.policy.ts';
import { createIntakeStore } from './intake.store.ts';
import { readProof } from './proof.policy.ts';

const NOW = Date.UTC(2026, 10, 29, 10);
const form = (change: Partial<IntakeForm>): IntakeForm => ({
  ...freshIntake({ locale: 'lv', orderNumber: 'K-27', who: null }),
  type: 'erasure',
  ...change,
});
const shown = { kind: 'phoneTail', number: 'K-27', code: '3456' } as const;

describe('an intake', () => {
  it('[PRV-1] from an order needs only what is asked and what is shown', () => {
    expect(readIntake(form({ proof: shown }), NOW)).toEqual({
      type: 'erasure',
      channel: 'counter',
      receivedAt: null,
      locale: 'lv',
      who: { kind: 'order', number: 'K-27' },
      proof: { kind: 'phoneTail', number: 'K-27', tail: '3456' },
      scope: [],
      corrections: [],
    });
  });

  it('[P5] of an e-mail counts from the day it arrived, in Riga, and never from tomorrow', () => {
    const email = { channel: 'email', identity: 'code', whoKind: 'email', who: 'ilze@example.org' } as const;
    expect(readIntake(form({ ...email, day: '20.11.2026' }), NOW)).toMatchObject({
      receivedAt: Date.UTC(2026, 10, 19, 22),
      proof: null,
      who: { kind: 'email', email: 'ilze@example.org' },
    });
    expect(readIntake(form({ ...email, day: '30.11.2026' }), NOW)).toEqual(['day']);
    expect(readIntake(form({ ...email, day: '31.02.2026' }), NOW)).toEqual(['day']);
  });

  it('[PRV-1] says what is missing, in the order of the form', () => {
    expect(readIntake({ ...freshIntake({ locale: 'lv', orderNumber: null, who: null }) }, NOW)).toEqual([
      'type',
      'who',
    ]);
    expect(readIntake(form({}), NOW)).toEqual(['proof']);
    expect(readIntake(form({ type: 'rectification', proof: shown }), NOW)).toEqual(['corrections']);
  });

  it('[P15, P16] of an objection or a withdrawal asks for no proof', () => {
    expect(readIntake(form({ type: 'objection_marketing' }), NOW)).toMatchObject({ proof: null });
    expect(readIntake(form({ type: 'question' }), NOW)).toMatchObject({ proof: null });
  });

  it('reads days as people write them', () => {
    expect(['3.11.2026', '03.11.2026.', '3/11/2026', '2026-11-03'].map(parseDay)).toEqual(
      Array.from({ length: 4 }, () => '2026-11-03'),
    );
    expect(parseDay('vakar')).toBeNull();
  });

  it('[PRV-1] takes no half proof', () => {
    expect(readProof({ kind: 'phoneTail', number: 'K-27', code: '345' })).toBeNull();
    expect(readProof({ kind: 'claimCode', number: '', code: 'ABC' })).toBeNull();
    expect(readProof({ kind: 'managersWord', number: '', code: '' })).toEqual({ kind: 'managersWord' });
  });
});

describe('the form', () => {
  it('[PRV-1] shows the number once core has taken the request in, and closes by the same key', async () => {
    const taken: string[] = [];
    const answer = { privacyRequestId: 'r1', number: 'P-2026-0001', dueAt: NOW };
    const { api, asked } = fakeApi({ 'requests:takeIn': () => answer });
    const store = createIntakeStore({ api, onTaken: (id) => taken.push(id), now: () => NOW });
    store.getState().open({ locale: 'ru', orderNumber: 'K-27', who: null });
    await store.getState().save();
    expect(store.getState().problems).toEqual(['type']);
    store.getState().type({ type: 'erasure' });
    expect(store.getState().takeScan('L01261129K0027X')).toBe(true);
    await store.getState().save();
    expect(asked('requests:takeIn')[0]).toMatchObject({
      locale: 'ru',
      proof: { kind: 'ticket', code: 'L01261129K0027X' },
    });
    expect(store.getState().taken).toEqual(answer);
    expect(taken).toEqual(['r1']);
    await store.getState().save();
    expect(store.getState()).toMatchObject({ form: null, taken: null });
  });

  it('[PRV-1] keeps what was typed when core refuses', async () => {
    const { api } = fakeApi({ 'requests:takeIn': () => ({ code: 'PROOF_WRONG' }) });
    const store = createIntakeStore({ api, onTaken: () => undefined, now: () => NOW });
    store.getState().open({ locale: 'lv', orderNumber: 'K-27', who: null });
    store.getState().type({ type: 'access', proof: shown });
    await store.getState().save();
    expect(store.getState()).toMatchObject({ failure: { code: 'PROOF_WRONG' }, form: { proof: shown } });
  });
});

describe('an intake begins', () => {
  it('[PRV-1] at an order with its number, in the language of the order', () => {
    const order = { number: 'K-27', locale: 'ru' } as const;
    expect(startFromOrder(order, 'lv')).toEqual({ locale: 'ru', orderNumber: 'K-27', who: null });
    expect(startFromOrder(null, 'en')).toEqual({ locale: 'en', orderNumber: null, who: null });
  });

  it('[PRV-1] at a customer with the contact: a number begins anew each day', () => {
    const customer = {
      email: null,
      phone: '+37129123456',
      locale: 'ru',
      orders: [{ number: 'K-3' }, { number: 'K-9' }],
    } as unknown as Customer;
    const start = startFromCustomer(customer, 'lv');
    expect(start).toEqual({
      locale: 'ru',
      orderNumber: 'K-3',
      who: { kind: 'phone', value: '+37129123456' },
    });
    expect(freshIntake(start)).toMatchObject({
      whoKind: 'phone',
      who: '+37129123456',
      proof: { number: 'K-3' },
    });
  });

  it('[P11] with what was typed where nobody was found, if it is a contact', () => {
    expect(startFromTyped(' Anna@Example.org ', 'lv').who).toEqual({
      kind: 'email',
      value: 'Anna@example.org',
    });
    expect(startFromTyped('29 123 456', 'lv').who).toEqual({ kind: 'phone', value: '+37129123456' });
    expect(startFromTyped('berzina', 'lv').who).toBeNull();
  });
});
