import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  readyTerminal,
  signInManager,
  signInStaff,
  START,
} from '../core/terminal.ts';
import { cardWith, CONTACT, copied, seen, terminalWithCard, visitWith } from '../core/visit.ts';
import { at, move, next, publish, shipped } from './noticeVersions.ts';
import { byHand, secondManager } from './people.ts';

const DAY = 86_400_000;
const shippedAt = { noticeId: 'in-store', version: '1.0.0' } as const;

describe('reading a version of the notice', () => {
  it('[P36, CON-5] gives the whole text in each language with the hash it was recorded with, its dates and who judged it', async () => {
    const terminal = await readyTerminal();
    const one = await publish(terminal, next({ expiresAt: START + 90 * DAY }), START + DAY);
    for (const locale of ['lv', 'en', 'ru'] as const) {
      const read = await terminal.get(one, 'notices:get', { ...at, locale });
      expect(read).toMatchObject({
        state: 'published',
        materiality: 'minor',
        judgedBy: one.staffId,
        approvals: 2,
        publishedAt: START,
        effectiveAt: START + DAY,
        expiresAt: START + 90 * DAY,
        supersededAt: null,
        damaged: false,
        sample: false,
        change: next().change[locale],
        text: shipped.blocks.map(({ text }: { text: Record<string, string> }) => text[locale]).join('\n\n'),
      });
      expect(read.approvedBy).toEqual([one.staffId, expect.any(String)]);
      const hash = createHash('sha256')
        .update(read.text ?? '')
        .digest('hex');
      expect(read.sha256[locale]).toBe(hash);
    }
    const before = await terminal.get(one, 'notices:get', { ...shippedAt, locale: 'en' });
    expect(before).toMatchObject({
      state: 'effective',
      supersededAt: START + DAY,
      sample: true,
      compared: null,
    });
    const missing = { ...at, version: '9.9.9', locale: 'lv' } as const;
    expect(await terminal.refused(one, 'notices:get', missing)).toBe('NOT_FOUND');
    const staff = await signInStaff(terminal, one);
    expect(await terminal.refused(staff, 'notices:get', { ...at, locale: 'lv' })).toBe('FORBIDDEN');
  });

  it('[P36] holds it against the published version before, paragraph by paragraph', async () => {
    const terminal = await readyTerminal();
    const one = await signInManager(terminal);
    const [first, ...rest] = shipped.blocks;
    const text = { lv: 'Jauns.', en: 'New.', ru: 'Новое.' };
    await terminal.get(one, 'notices:propose', {
      draft: next({ version: '1.0.5', blocks: [{ id: 'note', text: text }, ...rest] }),
    });
    await terminal.get(one, 'notices:propose', { draft: next({ blocks: [{ id: 'note', text }, ...rest] }) });
    const { compared } = await terminal.get(one, 'notices:get', { ...at, locale: 'en' });
    expect(compared?.version).toBe('1.0.0');
    expect(compared?.paragraphs.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: first.text.en },
      { kind: 'added', text: 'New.' },
    ]);
  });

  it('[P36, C5] never gives a text that has lost its hash as valid, nor compares with it', async () => {
    const osKeyWrap = fakeOsKeyWrap();
    const terminal = await readyTerminal({ osKeyWrap });
    const one = await publish(terminal, next(), START + DAY);
    await byHand(
      { folder: terminal.folder, osKeyWrap },
      `DROP TRIGGER notice_published_no_update;
       UPDATE notice_version SET body = json_replace(body, '$.text.ru', 'Иначе') WHERE version = '1.0.0'`,
    );
    const russian = await terminal.get(one, 'notices:get', { ...shippedAt, locale: 'ru' });
    expect(russian).toMatchObject({ text: null, damaged: true, sha256: { ru: expect.any(String) } });
    const latvian = await terminal.get(one, 'notices:get', { ...shippedAt, locale: 'lv' });
    expect(latvian).toMatchObject({ text: expect.any(String), damaged: true });
    const after = await terminal.get(one, 'notices:get', { ...at, locale: 'ru' });
    expect(after).toMatchObject({ text: expect.any(String), damaged: false, compared: null });
    const { versions } = await terminal.get(one, 'notices:list', {});
    expect(versions.map(({ version, damaged }) => [version, damaged])).toEqual([
      ['1.0.0', true],
      ['1.1.0', false],
    ]);
  });
});

describe('how much a version changes', () => {
  it('[P37] is judged by a named manager while it is a draft, and by nobody afterwards', async () => {
    const terminal = await readyTerminal();
    const one = await signInManager(terminal);
    const two = await secondManager(terminal, one);
    await terminal.get(one, 'notices:propose', { draft: next() });
    const judged = { ...at, materiality: 'material' } as const;
    await terminal.get(two, 'notices:judge', judged);
    const read = () => terminal.get(one, 'notices:get', { ...at, locale: 'lv' });
    expect(await read()).toMatchObject({
      materiality: 'material',
      judgedBy: two.staffId,
      text: expect.any(String),
    });
    const staff = await signInStaff(terminal, one);
    expect(await terminal.refused(staff, 'notices:judge', judged)).toBe('FORBIDDEN');
    await move(terminal, one, 'submit');
    const back = { ...at, materiality: 'editorial' } as const;
    expect(await terminal.refused(one, 'notices:judge', back)).toBe('TRANSITION_REFUSED');
    expect(await read()).toMatchObject({ materiality: 'material', judgedBy: two.staffId });
    const { entries } = await terminal.get(one, 'audit:list', {
      actor: null,
      actions: ['notice.judge'],
      day: null,
      before: null,
      limit: 10,
    });
    expect(entries.map(({ actor }) => actor)).toEqual([two.staffId]);
  });
});

describe('the people who are told', () => {
  it('[P37] stand by their order number, who is to be called first, page by page', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const place = async (email: string) => {
      const { draftId } = await visitWith(terminal, 1);
      await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: { ...CONTACT, email } });
      await copied(terminal, draftId);
      const placed = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
      await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
      return placed;
    };
    const orders = [await place('a@example.org'), await place('b@example.org'), await place('c@example.org')];
    const manager = await publish(terminal, next({ materiality: 'material' }), START + 31 * DAY);
    const told = (n: number, state: 'sent' | 'bounced') =>
      terminal.get(manager, 'notices:noteTold', {
        ...at,
        state,
        orderId: orders[n]?.orderId ?? expect.unreachable(),
      });
    await told(0, 'sent');
    terminal.clock.ms += 1000;
    await told(2, 'bounced');
    const people = async (asked: { readonly state?: 'bounced'; readonly offset?: number } = {}) =>
      (await terminal.get(manager, 'notices:campaign', { ...at, state: null, offset: 0, limit: 2, ...asked }))
        .people;
    expect((await people()).map(({ number, state }) => `${number} ${state}`)).toEqual([
      'K-3 bounced',
      'K-2 queued',
    ]);
    expect(await people({ offset: 2 })).toEqual([
      { orderId: orders[0]?.orderId, number: 'K-1', state: 'sent', since: START },
    ]);
    expect(await people({ state: 'bounced' })).toMatchObject([{ number: 'K-3' }]);
  });
});
