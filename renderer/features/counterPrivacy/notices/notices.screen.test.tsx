import { describe, expect, it } from 'vitest';
import type { NoticeInFull } from '../../../../shared/contract/notices.ts';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import { TOLD_STATES } from '../../../../shared/domain/notice.ts';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { button, press, show } from '../../../ui/testing.tsx';
import { Campaign } from './campaign/Campaign.tsx';
import { createNoticesStore } from './notices.store.ts';
import type { NoticesState, VersionItem } from './noticesState.ts';
import { NoticesBar } from './NoticesBar.tsx';
import { NoticeDetail } from './reading/NoticeDetail.tsx';

const DAY = 86_400_000;
const hash = (digit: string) => digit.repeat(64);

const notice = (more: Partial<NoticeInFull> = {}): NoticeInFull => ({
  noticeId: 'in-store',
  version: '1.1.0',
  kind: 'in_store_notice',
  state: 'published',
  materiality: 'material',
  judgedBy: 's1',
  approvals: 2,
  approvedBy: ['s1', 'gone'],
  publishedAt: DAY,
  siteUrl: 'https://fotolukss.example.org/',
  effectiveAt: 40 * DAY,
  expiresAt: null,
  supersededAt: null,
  nextReviewAt: null,
  reviewOverdue: false,
  signed: false,
  sha256: { lv: hash('a'), en: hash('b'), ru: hash('c') },
  damaged: false,
  sample: false,
  text: 'Viens.\n\nDivi.',
  change: null,
  compared: { version: '1.0.0', paragraphs: [{ kind: 'removed', text: 'Viens.' }] },
  ...more,
});

/** The page with this much read; nothing is asked of core unless something is done. */
const screen = async (
  what: 'detail' | 'campaign' | 'bar',
  state: Partial<NoticesState>,
  locale: (typeof LOCALES)[number],
) => {
  const fake = fakeApi({
    'notices:noteTold': () => ({}),
    'notices:campaign': () => ({ counts: [], people: [] }),
  });
  const store = createNoticesStore(fake.api);
  const item = { ...notice(), id: 'v' } as VersionItem;
  store.setState({
    items: [item],
    people: [{ staffId: 's1', name: 'Andris' }] as never,
    selected: 'v',
    ...state,
  });
  const i18n = createI18n(locale, resources);
  const opened: string[] = [];
  const shown = await show(
    <TextsProvider i18n={i18n}>
      {what === 'bar' && <NoticesBar store={store} />}
      {what === 'detail' && <NoticeDetail store={store} />}
      {what === 'campaign' && <Campaign store={store} onOpenOrder={(orderId) => opened.push(orderId)} />}
    </TextsProvider>,
    'counter',
  );
  return { ...shown, ...fake, opened, t: i18n.t };
};

describe('a version on the screen', () => {
  it('[SYN-6] [ADM-4] is written anew only where the owner does not sign notices at central', async () => {
    const writes = async (signed: boolean): Promise<boolean> => {
      const items = [{ ...notice({ signed }), id: 'v' } as VersionItem];
      const { host, end, t } = await screen('bar', { items }, 'lv');
      const names = [...host.querySelectorAll('button')].map((one) => one.textContent);
      await end();
      return names.includes(t('privacy:notices.act.begin'));
    };
    expect([await writes(false), await writes(true)]).toEqual([true, false]);
  });

  it.each(LOCALES)(
    '[P36] in %s shows its text with the hash of that language, and who judged and approved it',
    async (locale) => {
      const { host, end, t } = await screen('detail', { notice: notice(), textLocale: locale }, locale);
      expect(host.querySelector('code')?.textContent).toBe(notice().sha256[locale]);
      expect([...host.querySelectorAll(`div[lang=${locale}] p`)].map((one) => one.textContent)).toEqual([
        'Viens.',
        'Divi.',
      ]);
      expect(host.textContent).toContain(`Andris, ${t('privacy:notices.notStaff')}`);
      expect(host.querySelector('del')).toBeNull();
      await end();
    },
  );

  it.each(LOCALES)(
    '[P36, C5] in %s that is damaged shows no text, says so and keeps its recorded hash',
    async (locale) => {
      const { host, end, t } = await screen(
        'detail',
        { notice: notice({ text: null, damaged: true }) },
        locale,
      );
      expect(host.textContent).toContain(t('privacy:notices.damaged'));
      expect(host.textContent).toContain(t('privacy:notices.state.damaged'));
      expect(host.textContent).not.toContain('Viens.');
      expect(host.querySelector('code')?.textContent).toBe(hash('a'));
      await end();
    },
  );

  it.each([
    ['draft', ['Nodot juristam', 'Rediģēt', 'Izmaiņas: Būtiskas']],
    ['legal_review', ['Apstiprināt', 'Atdot labošanai']],
    ['approved', ['Publicēt…', 'Atvērt no jauna']],
    ['published', ['Cilvēku informēšana']],
    ['superseded', ['Cilvēku informēšana']],
  ] as const)('[P36, P37] as %s offers what its state allows and no more', async (state, words) => {
    const { host, end } = await screen('detail', { notice: notice({ state }) }, 'lv');
    const found = [...host.querySelectorAll('[role=group] button')].map(
      (one) => one.getAttribute('aria-label') ?? one.textContent,
    );
    expect(found).toEqual(words);
    await end();
  });
});

describe('telling people on the screen', () => {
  const people = TOLD_STATES.map((state, n) => ({
    orderId: `o${n}` as never,
    number: `K-${n}`,
    state,
    since: DAY,
  }));
  const counts = TOLD_STATES.map((state) => ({ state, count: 1 }));
  const campaign = { id: 'v', counts, people, hasMore: false };

  it.each(LOCALES)(
    '[P37, NOT-3] in %s names how far each has come by order number, and asks to call who came back',
    async (locale) => {
      const { host, end, t } = await screen('campaign', { campaign }, locale);
      const rows = [...host.querySelectorAll('tbody tr')].map((row) => row.textContent);
      TOLD_STATES.forEach((state, n) => {
        expect(rows[n]).toContain(`K-${n}`);
        expect(rows[n]).toContain(t(`privacy:notices.told.${state}`));
      });
      expect(host.textContent).toContain(t('privacy:notices.campaign.call'));
      expect(host.textContent).toContain(t('privacy:notices.campaign.waits'));
      await end();
    },
  );

  it('[P37] offers nothing to note for who knows for certain, nor for who has no order left', async () => {
    const unknown = { orderId: null, number: null, state: 'bounced', since: DAY } as const;
    const { host, end, opened } = await screen(
      'campaign',
      { campaign: { ...campaign, people: [...people, unknown] } },
      'lv',
    );
    const noted = [...host.querySelectorAll('tbody tr')].map((row) => row.querySelectorAll('button').length);
    expect(noted).toEqual([2, 2, 2, 2, 2, 1, 0]);
    await press(button('K-3'));
    expect(opened).toEqual(['o3']);
    await end();
  });

  it('[P37] records what was said only after it was asked once more', async () => {
    const noting = { orderId: 'o3' as never, number: 'K-3', state: 'acknowledged' } as const;
    const { end, asked } = await screen('campaign', { campaign, noting }, 'lv');
    expect(asked('notices:noteTold')).toEqual([]);
    await press(button('Atzīmēt'));
    expect(asked('notices:noteTold')).toMatchObject([{ orderId: 'o3', state: 'acknowledged' }]);
    await end();
  });

  it('says that there is nothing to tell, and that nobody was to be told', async () => {
    const none = await screen('campaign', { items: [] }, 'lv');
    expect(none.host.textContent).toContain(none.t('privacy:notices.campaign.none'));
    await none.end();
    const nobody = await screen('campaign', { campaign: { ...campaign, counts: [], people: [] } }, 'lv');
    expect(nobody.host.textContent).toContain(nobody.t('privacy:notices.campaign.nobody'));
    await nobody.end();
  });
});
