import { describe, expect, it } from 'vitest';
import { REQUIRED_BLOCKS } from '../../../../../shared/domain/notice.ts';
import { fakeApi } from '../../../../app/counter/fakeApi.ts';
import { createNoticesStore } from '../notices.store.ts';
import { baseOf, type VersionItem } from '../noticesState.ts';
import { beginWriting, missingIn, type NoticeSource, readWriting } from './writing.policy.ts';

const NOON = Date.UTC(2026, 10, 30, 10);
const words = (text: string) => ({ lv: `${text} lv`, en: `${text} en`, ru: `${text} ru` });

const base = {
  id: 'in-store 1.9.0',
  noticeId: 'in-store',
  version: '1.9.0',
  kind: 'in_store_notice',
  state: 'effective',
  materiality: 'material',
  expiresAt: 5,
} as unknown as VersionItem;
const draft = { ...base, id: 'in-store 1.10.0', version: '1.10.0', state: 'draft' } as VersionItem;

const source: NoticeSource = {
  summary: words('short'),
  change: words('before'),
  blocks: [
    { id: 'sample', text: words('a sample') },
    { id: 'news', text: words('news') },
    ...REQUIRED_BLOCKS.map((id) => ({ id, text: words(id) })),
  ],
  changedPurposes: [],
  changedRecipients: [],
  changedRetention: ['photo'],
  requiresReconsent: ['marketing.news'],
  nextReviewAt: Date.UTC(2027, 4, 1),
};
const about = { known: ['1.9.0', '1.10.0'], now: NOON } as const;

describe('a version that is written', () => {
  it('[P36] begins with the text people know, as the company’s own, under the next number and to be reviewed in a year', () => {
    const form = beginWriting(base, source, about);
    expect([form.version, form.reviewDay, form.replaces, form.requiresReconsent]).toEqual([
      '1.11.0',
      '30.11.2027',
      null,
      [],
    ]);
    const ids = form.sections.map(({ id }) => id);
    expect(ids).toEqual(['summary', 'news', ...REQUIRED_BLOCKS, 'other', 'change']);
    expect(form.sections.filter((section) => missingIn(section).length > 0).map(({ id }) => id)).toEqual([
      'change',
    ]);
  });

  it('[P36] names what is wrong in the order of the fields, and leaves out what may be empty', () => {
    const form = beginWriting(base, source, about);
    const sections = form.sections.map((section) =>
      section.id === 'change' ? { ...section, text: { ...words('new'), ru: ' ' } } : section,
    );
    const wrong = { ...form, version: '1.10.0', reviewDay: '30.11.2026', sections };
    expect(readWriting(wrong, about)).toEqual({ kind: 'wrong', problems: ['version', 'review', 'texts'] });
    const right = sections.map((section) =>
      section.id === 'change' ? { ...section, text: words('new') } : section,
    );
    const read = readWriting({ ...form, sections: right }, about);
    expect(read).toMatchObject({
      kind: 'ready',
      draft: { version: '1.11.0', change: words('new'), summary: words('short'), requiresReconsent: [] },
    });
    expect(read.kind === 'ready' && read.draft.blocks.map(({ id }) => id)).toEqual([
      'news',
      ...REQUIRED_BLOCKS,
    ]);
  });

  it('[P2] without a block that every notice needs is not whole, in any language', () => {
    const form = beginWriting(base, { ...source, blocks: null }, about);
    expect(form.sections.filter((section) => missingIn(section).length === 3).map(({ id }) => id)).toEqual([
      ...REQUIRED_BLOCKS,
      'change',
    ]);
  });

  it('[P36] is written on under its own number, and takes its place', async () => {
    const { api, asked } = fakeApi({
      'staff:people': () => ({ people: [] }),
      'notices:list': () => ({ versions: [base, draft] }),
      'notices:get': () => ({ ...draft, text: '' }),
      'notices:campaign': () => ({ counts: [], people: [] }),
      'notices:source': () => source,
      'notices:propose': () => ({}),
    });
    const store = createNoticesStore(api, () => NOON);
    await store.getState().open('lv');
    await store.getState().beginWriting(draft);
    store.getState().writeSection('change', 'ru', 'иначе');
    store.getState().close();
    await store.getState().open('lv');
    await store.getState().saveWriting();
    expect(asked('notices:propose')).toMatchObject([
      { draft: { version: '1.10.0', change: { lv: 'before lv', ru: 'иначе' }, changedRetention: ['photo'] } },
    ]);
    expect([store.getState().writing, store.getState().selected]).toEqual([null, 'in-store 1.10.0']);
  });

  it('[P36] keeps what was typed when core refuses it', async () => {
    const { api } = fakeApi({
      'staff:people': () => ({ people: [] }),
      'notices:list': () => ({ versions: [base, draft] }),
      'notices:campaign': () => ({ counts: [], people: [] }),
      'notices:source': () => source,
      'notices:propose': () => ({ code: 'CONFLICT' }),
    });
    const store = createNoticesStore(api, () => NOON);
    await store.getState().open('lv');
    await store.getState().beginWriting(draft);
    await store.getState().saveWriting();
    expect(store.getState().refusal?.code).toBe('CONFLICT');
    expect(store.getState().writing?.version).toBe('1.10.0');
  });

  it('[P36] begins with the chosen version, else with the notice in force, never with a draft', () => {
    expect(baseOf({ items: [draft, base], selected: draft.id })).toBe(base);
    const old = { ...base, id: 'in-store 1.0.0', state: 'superseded' } as VersionItem;
    expect(baseOf({ items: [draft, base, old], selected: old.id })).toBe(old);
    expect(baseOf({ items: [draft], selected: draft.id })).toBeUndefined();
  });
});
