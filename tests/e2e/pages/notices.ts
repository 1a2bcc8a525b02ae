import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright';
import type { NoticeDraft } from '../../../shared/domain/notice.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import { callCore } from '../lete/bridge.ts';
import type { Counter } from './counter.ts';

const DAY_MS = 86_400_000;

const shipped = JSON.parse(
  readFileSync(new URL('../../../resources/notices/sample.json', import.meta.url), 'utf8'),
) as NoticeDraft;

/** Managers' page of notices: versions, their way to being in force, and who was told. */
export class Notices {
  readonly counter: Counter;
  constructor(counter: Counter) {
    this.counter = counter;
  }

  /** A draft as it comes from the head office: one paragraph is another, the rest is what ships. */
  async receiveDraft(version: string, said: string): Promise<void> {
    const { noticeId, kind, summary, blocks } = shipped;
    const [, ...rest] = blocks;
    const inThree = { lv: `${said} lv`, en: `${said} en`, ru: `${said} ru` };
    await callCore(this.counter.page, 'notices:propose', {
      draft: {
        noticeId,
        version,
        kind,
        summary,
        blocks: [{ id: 'news', text: inThree }, ...rest],
        change: inThree,
        materiality: 'minor',
        changedPurposes: [],
        changedRecipients: [],
        changedRetention: [],
        requiresReconsent: [],
        nextReviewAt: Date.now() + 400 * DAY_MS,
        expiresAt: null,
      },
    });
  }

  async open(): Promise<void> {
    await this.counter.goToPage('requests', 'notices');
    await this.counter.shows(this.row('1.0.0'));
  }

  row(version: string): Locator {
    const name = this.counter.t('privacy:notices.kind.in_store_notice', { version });
    return this.counter.row(name);
  }

  async choose(version: string): Promise<void> {
    const { counter } = this;
    await this.row(version).click();
    const name = counter.t('privacy:notices.kind.in_store_notice', { version });
    await counter.shows(counter.detail().getByRole('heading', { name, exact: true }));
  }

  /** The language of the text alone; the screen keeps its own. */
  async readIn(locale: Locale, found: 'whole' | 'damaged' = 'whole'): Promise<void> {
    const languages = this.counter
      .detail()
      .getByRole('radiogroup', { name: this.counter.t('privacy:notices.language') });
    await languages.locator(`[lang=${locale}]`).click();
    const { counter } = this;
    const detail = counter.detail();
    await counter.shows(
      found === 'whole'
        ? detail.locator(`div[lang=${locale}]`)
        : detail.getByText(counter.t('privacy:notices.damaged')),
    );
  }

  async act(act: 'submit' | 'approve' | 'publish'): Promise<void> {
    const { counter } = this;
    await counter.tap(counter.t(`privacy:notices.act.${act}`), counter.actions());
  }

  async hasState(state: 'draft' | 'legal_review' | 'approved' | 'published'): Promise<void> {
    const { counter } = this;
    await counter.shows(
      counter.detail().getByText(counter.t(`privacy:notices.state.${state}`), { exact: true }),
    );
  }

  /** One part of the version that is being written, in one language. */
  part(section: 'summary' | 'change' | 'children', locale: Locale): Locator {
    const { counter } = this;
    const name = new RegExp(`^${counter.t(`privacy:notices.section.${section}`)}`);
    return counter.field(
      counter.t(`counter:languages.${locale}`),
      counter.page.getByRole('region', { name }),
    );
  }

  /** Judges the draft on show. */
  async judge(weight: 'minor' | 'material'): Promise<void> {
    const { counter } = this;
    await counter.tap(
      counter.named(counter.t('privacy:notices.act.weight', { weight: '' })),
      counter.actions(),
    );
    const choice = counter.page.getByRole('menuitemradio', {
      name: counter.t(`privacy:notices.materiality.${weight}`),
      exact: true,
    });
    await choice.click();
    await choice.waitFor({ state: 'hidden' });
  }

  async publishFrom(day: string): Promise<void> {
    const { counter } = this;
    const dialog = counter.page.getByRole('dialog');
    await counter
      .field(counter.t('privacy:notices.site'), dialog)
      .fill('https://fotolukss.example.org/notice');
    await counter.field(this.counter.named(counter.t('privacy:notices.publish.day')), dialog).fill(day);
    await counter.page.keyboard.press('Control+Enter');
  }

  people = (): Locator =>
    this.counter.page.getByRole('table', { name: this.counter.t('privacy:notices.view.campaign') });

  person = (number: string): Locator => this.people().getByRole('row').filter({ hasText: number });

  /** Notes by hand how one person was told. */
  async note(number: string, state: 'bounced' | 'acknowledged'): Promise<void> {
    const { counter } = this;
    await counter.button(new RegExp(`^${number}: `), this.person(number)).click();
    await counter.page
      .getByRole('menuitem', { name: counter.t(`privacy:notices.note.${state}`), exact: true })
      .click();
    await counter.tap(counter.t('privacy:notices.note.do'), counter.page.getByRole('alertdialog'));
    await counter.shows(this.person(number).getByText(counter.t(`privacy:notices.told.${state}`)));
  }
}
