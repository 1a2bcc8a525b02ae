import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createCaseStore } from './case.store.ts';

const HASH = 'a'.repeat(64);
const detail = {
  privacyRequestId: 'r1',
  number: 'P-2026-0007',
  type: 'erasure',
  state: 'review',
  version: 3,
  locale: 'ru',
  dryRun: { items: [], hash: HASH },
  certificateId: null,
};
const NOTHING_RUNS = { state: 'none', done: 0, of: 13, step: null };

async function opened(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const told: string[] = [];
  const fake = fakeApi({
    'requests:get': () => detail,
    'erasure:state': () => NOTHING_RUNS,
    'requests:decide': () => ({ version: 4 }),
    ...changes,
  });
  const store = createCaseStore({ api: fake.api, tell: ({ number }) => told.push(number) });
  store.getState().show('r1' as never);
  await new Promise((done) => setTimeout(done));
  return { ...fake, store, told };
}

describe('a decision', () => {
  it('[PRV-2] deletes only with the typed number and the word that it is not about oneself', async () => {
    const { store, asked, told } = await opened();
    store.getState().open('approve');
    await store.getState().save();
    store.getState().type({ typed: 'P-2026-0008', notMyself: true });
    await store.getState().save();
    store.getState().type({ typed: 'p-2026-7', notMyself: false });
    await store.getState().save();
    expect(asked('requests:decide')).toEqual([]);
    store.getState().type({ notMyself: true });
    await store.getState().save();
    expect(asked('requests:decide')).toEqual([
      {
        privacyRequestId: 'r1',
        version: 3,
        notMyself: true,
        decision: { code: 'approve', dryRunHash: HASH, typedNumber: 'p-2026-7' },
      },
    ]);
    expect(store.getState().dialog).toBeNull();
    expect(told).toEqual(['P-2026-0007']);
  });

  it('[PRV-2] in part names what is kept and by which law', async () => {
    const { store, asked } = await opened({
      'requests:get': () => ({ ...detail, type: 'access', dryRun: null }),
    });
    store.getState().open('partial');
    store.getState().type({ notMyself: true, fields: ['photos'] });
    await store.getState().save();
    expect(asked('requests:decide')).toEqual([]);
    store.getState().type({ law: 'gdpr_15_4' });
    await store.getState().save();
    expect(asked('requests:decide')[0]).toMatchObject({
      decision: {
        code: 'partial',
        typedNumber: null,
        holds: [{ field: 'photos', law: 'gdpr_15_4', until: null }],
      },
    });
  });

  it('[PRV-2] that somebody else overtook reads the request anew and keeps what was typed', async () => {
    const { store, asked } = await opened({ 'requests:decide': () => ({ code: 'REQUEST_CHANGED' }) });
    store.getState().open('refuse');
    store.getState().type({ notMyself: true, reason: 'no_match' });
    await store.getState().save();
    expect(asked('requests:get')).toHaveLength(2);
    expect(store.getState()).toMatchObject({
      failure: { code: 'REQUEST_CHANGED' },
      dialog: { kind: 'refuse', reason: 'no_match' },
    });
  });
});

describe('a letter', () => {
  it.each([
    [true, 'message'],
    [false, 'paper'],
  ])('[P34, NOT-3] begins with a way that works: messages sent %s', async (mayMessage, letter) => {
    const { store } = await opened({ 'requests:get': () => ({ ...detail, mayMessage }) });
    for (const kind of ['refuse', 'extend', 'clarify'] as const) {
      store.getState().open(kind);
      expect(store.getState().dialog).toMatchObject({ kind, letter });
    }
  });
});

describe('the identity', () => {
  it('[PRV-1] is proved by a scanned ticket while the form asks for it', async () => {
    const { store, asked } = await opened({ 'requests:verifyInPerson': () => ({}) });
    expect(store.getState().takeScan('L01')).toBe(false);
    store.getState().open('verify');
    expect(store.getState().takeScan('L01')).toBe(true);
    await store.getState().save();
    expect(asked('requests:verifyInPerson')).toEqual([
      { privacyRequestId: 'r1', proof: { kind: 'ticket', code: 'L01' } },
    ]);
  });
});

describe('a duplicate', () => {
  it('[R7] is named by the number of the other request', async () => {
    const { store, asked } = await opened({
      'requests:list': () => ({
        total: 1,
        rows: [{ privacyRequestId: 'r0', number: 'P-2026-0001' }],
        calendarMissing: [],
      }),
      'requests:linkDuplicate': () => ({ version: 4 }),
    });
    store.getState().open('linkDuplicate');
    store.getState().type({ number: 'P-2026-0099' });
    await store.getState().save();
    expect(store.getState().failure?.code).toBe('NOT_FOUND');
    store.getState().type({ number: 'p 2026 1' });
    await store.getState().save();
    expect(asked('requests:linkDuplicate')).toEqual([{ privacyRequestId: 'r1', version: 3, of: 'r0' }]);
  });
});

describe('papers', () => {
  it('[PRV-2] are read in the person’s language and kept as a file', async () => {
    const written = { title: 'Отказ', paragraphs: ['…'], file: null };
    const { store, asked } = await opened({
      'requests:letter': ({ as }: { as: string }) => ({ ...written, file: as === 'pdf' ? 'P.pdf' : null }),
    });
    await store.getState().openLetter('refusal');
    expect(store.getState().dialog).toMatchObject({ letter: 'refusal', written });
    await store.getState().saveLetter();
    expect(store.getState()).toMatchObject({ dialog: null, file: 'P.pdf' });
    expect(asked('requests:letter').map(({ as }) => as)).toEqual(['text', 'pdf']);
  });

  it('[E13] the certificate is saved in the person’s language', async () => {
    const { store, asked } = await opened({ 'erasure:saveCertificate': () => ({ file: 'C.pdf' }) });
    await store.getState().saveCertificate('pdf');
    expect(asked('erasure:saveCertificate')).toEqual([
      { privacyRequestId: 'r1', format: 'pdf', locale: 'ru' },
    ]);
    expect(store.getState().file).toBe('C.pdf');
  });
});

it('never shows one request under the number of another', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const { store } = await opened({ 'requests:get': () => new Promise((done) => answers.push(done)) });
  store.getState().show('r2' as never);
  answers[1]?.({ ...detail, number: 'P-2026-0002', type: 'access' });
  answers[0]?.(detail);
  await new Promise((done) => setTimeout(done));
  expect(store.getState().detail?.number).toBe('P-2026-0002');
});
