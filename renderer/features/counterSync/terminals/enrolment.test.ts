import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createEnrolStore } from './enrol.store.ts';
import { groupCode, readEnrolment, readScan, scanText } from './enrolment.policy.ts';

const CODE = '0123456789ABCDEFGHJKMNPQRS';

describe('address and code of an enrolment', () => {
  it('[MUL-4] are read as people type them', () => {
    const typed = `${groupCode(CODE).toLowerCase().replace('0', 'o').replace('1', 'l')} `;
    expect(readEnrolment({ address: ' central.example/ ', code: typed })).toEqual({
      url: 'https://central.example',
      code: CODE,
    });
  });

  it('[MUL-4] are refused by the field that is wrong, and nothing is sent in the clear', () => {
    expect(readEnrolment({ address: '', code: CODE })).toEqual({ problem: 'address' });
    expect(readEnrolment({ address: 'https://a b', code: CODE })).toEqual({ problem: 'address' });
    expect(readEnrolment({ address: 'http://central.example', code: CODE })).toEqual({ problem: 'https' });
    expect(readEnrolment({ address: 'central.example', code: '12' })).toEqual({ problem: 'code' });
    expect(readEnrolment({ address: 'http://127.0.0.1:8080', code: CODE })).toEqual({
      url: 'http://127.0.0.1:8080',
      code: CODE,
    });
  });

  it('[MUL-4] come over in one scan', () => {
    expect(readScan(scanText('central.example:8443', CODE))).toEqual({
      address: 'https://central.example:8443',
      code: CODE,
    });
    expect(readScan(scanText('127.0.0.1:8080', CODE))).toEqual({
      address: 'http://127.0.0.1:8080',
      code: CODE,
    });
    expect(readScan(CODE)).toEqual({ code: CODE });
    expect(readScan('L01261129K0027X')).toBeNull();
  });
});

describe('joining this terminal', () => {
  const joined: string[] = [];
  const start = (reply: unknown = { letter: 'K' }) => {
    const fake = fakeApi({ 'sync:enrol': () => reply });
    const store = createEnrolStore({ api: fake.api, onEnrolled: (letter) => joined.push(letter) });
    store.getState().open();
    return { ...fake, act: store.getState };
  };

  it('[MUL-4] takes a scan only while its form is open', async () => {
    const { act, asked } = start();
    expect(act().takeScan(scanText('central.example', CODE))).toBe(true);
    await act().save();
    expect(asked('sync:enrol')).toEqual([{ url: 'https://central.example', code: CODE }]);
    expect(joined).toEqual(['K']);
    expect(act().form).toBeNull();
    expect(act().takeScan(CODE)).toBe(false);
  });

  it('[MUL-4] keeps what was typed when central refuses, and says why', async () => {
    const { act } = start({ code: 'TRY_LATER' });
    act().type({ address: 'central.example', code: CODE });
    await act().save();
    expect(act()).toMatchObject({ form: { code: CODE }, failure: { code: 'TRY_LATER' }, pending: false });
  });
});
