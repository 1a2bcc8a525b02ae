import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import {
  compareSemver,
  NOTICE_ACTS,
  mayBeTold,
  mayTakeEffect,
  missingBlocks,
  type NoticeAct,
  REQUIRED_BLOCKS,
  TOLD_STATES,
} from '../../../../shared/domain/notice.ts';
import {
  chooseShown,
  type Dated,
  inForceOrder,
  stateAt,
  stepOf,
  type StoredState,
  toldBefore,
} from './notices.policy.ts';

const DAY = 86_400_000;
const STORED: readonly StoredState[] = ['draft', 'legal_review', 'approved', 'published'];

describe('the way of a version', () => {
  it('[P36] leads from draft to published by review and approval only', () => {
    const steps = STORED.flatMap((from) =>
      NOTICE_ACTS.flatMap((act) => {
        const to = stepOf(from, act);
        return to === null ? [] : [`${from} ${act} ${to}`];
      }),
    );
    expect(steps).toEqual([
      'draft submit legal_review',
      'legal_review sendBack draft',
      'legal_review approve approved',
      'approved reopen draft',
      'approved publish published',
    ]);
  });

  it('[P36] never reaches published without approval, whatever is tried, and never leaves it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...NOTICE_ACTS), { maxLength: 20 }), (acts) => {
        let state: StoredState = 'draft';
        let last: NoticeAct | null = null;
        for (const act of acts) {
          const to = stepOf(state, act);
          if (state === 'published') expect(to).toBeNull();
          if (to === 'published') expect([state, last]).toEqual(['approved', 'approve']);
          if (to === null) continue;
          [state, last] = [to, act];
        }
      }),
    );
  });

  it('[P36] becomes effective and superseded by its dates alone, per kind', () => {
    const version = (name: string, effectiveAt: number | null, more: Partial<Dated> = {}): Dated => ({
      noticeId: 'in-store',
      version: name,
      kind: 'in_store_notice',
      state: 'published',
      effectiveAt,
      signed: false,
      ...more,
    });
    const [one, two] = [version('1.0.0', 10), version('2.0.0', 20)];
    const terms = version('1.0.0', 15, { noticeId: 'terms', kind: 'terms' });
    const draft = version('3.0.0', null, { state: 'draft' });
    const all = [draft, two, one, terms];
    const at = (now: number) => all.map((each) => stateAt(each, all, now));
    expect(at(9)).toEqual(['draft', 'published', 'published', 'published']);
    expect(at(10)).toEqual(['draft', 'published', 'effective', 'published']);
    expect(at(19)).toEqual(['draft', 'published', 'effective', 'effective']);
    expect(at(20)).toEqual(['draft', 'effective', 'superseded', 'effective']);
  });

  it('takes the higher number of two that take effect together', () => {
    const at10 = (name: string): Dated => ({
      noticeId: 'in-store',
      version: name,
      kind: 'in_store_notice',
      state: 'published',
      effectiveAt: 10,
      signed: false,
    });
    const versions = ['1.9.0', 'sample-1', '1.10.0'].map(at10);
    expect(inForceOrder(versions, 'in_store_notice', 10).map(({ version }) => version)).toEqual([
      '1.10.0',
      '1.9.0',
      'sample-1',
    ]);
    expect(compareSemver('2.0.0', '10.0.0')).toBeLessThan(0);
  });

  it('[SYN-6] [P36] takes what the owner signed, once it is in force, before any later one that ships', () => {
    const version = (name: string, effectiveAt: number, signed: boolean): Dated => ({
      noticeId: 'in-store',
      version: name,
      kind: 'in_store_notice',
      state: 'published',
      effectiveAt,
      signed,
    });
    const versions = [version('1.0.0', 5, false), version('1.1.0', 10, true), version('2.0.0', 20, false)];
    const first = (now: number) => inForceOrder(versions, 'in_store_notice', now)[0]?.version;
    expect([first(9), first(10), first(20)]).toEqual(['1.0.0', '1.1.0', '1.1.0']);
  });

  it('[P37] leaves a material change its time between publication and effect', () => {
    const soon = { effectiveAt: 29 * DAY, now: 0, leadDays: 30 };
    expect(mayTakeEffect('material', soon)).toBe(false);
    expect(mayTakeEffect('material', { ...soon, effectiveAt: 30 * DAY })).toBe(true);
    expect(mayTakeEffect('minor', soon)).toBe(true);
    expect(mayTakeEffect('editorial', { ...soon, now: 30 * DAY })).toBe(false);
  });
});

describe('the notice that is shown', () => {
  const good = { intact: true, expiresAt: null };
  const damaged = { intact: false, expiresAt: null };

  it('[C5] collects only when it is the newest known, whole and not past its end', () => {
    expect(chooseShown([good, good], 5)).toEqual({ shown: good, collects: 'open' });
    expect(chooseShown([damaged, good], 5)).toEqual({ shown: good, collects: 'outdated' });
    expect(chooseShown([damaged], 5)).toEqual({ shown: null, collects: 'unknown' });
    expect(chooseShown([], 5)).toEqual({ shown: null, collects: 'unknown' });
    const ending = { intact: true, expiresAt: 5 };
    expect(chooseShown([ending], 4)).toMatchObject({ collects: 'open' });
    expect(chooseShown([ending], 5)).toEqual({ shown: ending, collects: 'expired' });
  });
});

describe('the notice that ships', () => {
  const sample = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../resources/notices/sample.json'), 'utf8'),
  );

  it.each(REQUIRED_BLOCKS.flatMap((id) => LOCALES.map((locale) => [id, locale] as const)))(
    '[P2] has the block %s in %s',
    (id, locale) => {
      const [block, ...more] = sample.blocks.filter((one: { id: string }) => one.id === id);
      expect(more).toEqual([]);
      expect(block.text[locale].length).toBeGreaterThan(20);
      const others = LOCALES.filter((other) => other !== locale).map((other) => block.text[other]);
      expect(others).not.toContain(block.text[locale]);
    },
  );

  it('[P2] is refused without any one of the blocks', () => {
    expect(missingBlocks(sample)).toEqual([]);
    for (const id of REQUIRED_BLOCKS) {
      const blocks = sample.blocks.filter((block: { id: string }) => block.id !== id);
      expect(missingBlocks({ ...sample, blocks })).toEqual([id]);
    }
  });

  it('[P5, P34] names the one contact for privacy and the authority in every language', () => {
    for (const locale of LOCALES) {
      const text = sample.blocks
        .map((block: { text: Record<string, string> }) => block.text[locale])
        .join('\n');
      expect(text).toContain('digital@fotolukss.lv');
      expect(text).toContain('www.dvi.gov.lv');
    }
  });
});

describe('telling one person', () => {
  it('[P37] never goes back from what was seen, and a message that came back can still be shown', () => {
    const ways = TOLD_STATES.map(
      (from) => `${from}: ${TOLD_STATES.filter((to) => mayBeTold(from, to)).join(' ')}`,
    );
    expect(ways).toEqual([
      'queued: sent delivered bounced shown acknowledged',
      'sent: delivered bounced shown acknowledged',
      'delivered: bounced shown acknowledged',
      'bounced: sent delivered shown acknowledged',
      'shown: acknowledged',
      'acknowledged: ',
    ]);
    expect(toldBefore('bounced')).toEqual(['queued', 'sent', 'delivered']);
  });
});
