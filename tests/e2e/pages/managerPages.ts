import type { Locator } from 'playwright';
import type { AuditArea } from '../../../renderer/features/counterPrivacy/audit/areas.ts';
import { like } from '../lete/words.ts';
import type { Counter } from './counter.ts';

/** For ten seconds a hand-over can be taken back; the window looks at its clock every five. */
const UNDO_TIMEOUT_MS = 30_000;

/** The pages beside the privacy requests, as a manager uses them. */
export class ManagerPages {
  readonly counter: Counter;
  constructor(counter: Counter) {
    this.counter = counter;
  }

  table = (name: string): Locator => this.counter.page.getByRole('table', { name, exact: true });

  /** "Delete now" on the order on show, once nobody can take the hand-over back; ends when the files are gone. */
  async deleteFiles(number: string): Promise<void> {
    const { counter } = this;
    const open = counter.button(counter.t('counter:deleteFiles.open'), counter.actions());
    await open.click({ timeout: UNDO_TIMEOUT_MS });
    const question = counter.dialog(counter.t('counter:deleteFiles.title', { number }));
    await counter.shows(question);
    await counter.tap(counter.t('counter:deleteFiles.do'), question);
    await counter.shows(counter.detail().getByText(counter.t('counter:photos.deleted')));
  }

  /** Shows only one kind of acts. */
  async filterAudit(area: AuditArea): Promise<void> {
    const { counter } = this;
    await counter.tap(counter.named(counter.t('privacy:audit.kinds')));
    const choice = counter.page.getByRole('menuitemcheckbox', {
      name: counter.t(`privacy:audit.area.${area}`),
      exact: true,
    });
    await choice.click();
    await counter.page.keyboard.press('Escape');
    await choice.waitFor({ state: 'hidden' });
  }

  /** Ends when the trail is said to be whole. */
  async verifyAudit(): Promise<void> {
    const { counter } = this;
    await counter.tap(counter.t('privacy:audit.verify'));
    await counter.shows(
      counter.page.getByText(like(counter.t('privacy:audit.state.sound', { rows: '\u0000' }))),
    );
  }

  private async choose(label: string, choice: string): Promise<void> {
    const { counter } = this;
    const dialog = counter.page.getByRole('dialog').last();
    await counter.tap(counter.named(label), dialog);
    const item = counter.page.getByRole('menuitemradio', { name: choice, exact: true });
    await item.click();
    await item.waitFor({ state: 'hidden' });
  }

  /** Writes down a paper of an authority. */
  async logArrival(body: string, number: string): Promise<void> {
    const { counter } = this;
    const { t } = counter;
    await counter.tap(t('privacy:disclosures.arrival.open'));
    await this.choose(t('privacy:disclosures.arrival.from'), body);
    await counter.field(t('privacy:disclosures.document.number')).fill(number);
    await counter.field(t('privacy:disclosures.document.day')).fill('20.11.2026');
    await this.choose(
      t('privacy:disclosures.document.basis.label'),
      t('privacy:disclosures.document.basis.tax-law'),
    );
    await this.choose(
      t('privacy:disclosures.document.verified.label'),
      t('privacy:disclosures.document.verified.original-seen'),
    );
    await counter.page.keyboard.press('Control+Enter');
    await counter.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  /** Answers the arrival on show with the name in one order. */
  async answerArrival(order: string): Promise<void> {
    const { counter } = this;
    const { t } = counter;
    await counter.tap(t('privacy:disclosures.proposal.answer'), counter.actions());
    const dialog = counter.page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(order);
    await counter.button(counter.named(`${order} ·`), dialog).click();
    await counter.tap(t('privacy:disclosures.field.name'), dialog);
    await counter.page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Proposes to give the name in one order on suspicion, for which two managers are needed. */
  async proposeOnSuspicion(body: string, order: string): Promise<void> {
    const { counter } = this;
    const { t } = counter;
    await counter.tap(t('privacy:disclosures.proposal.open'));
    await this.choose(
      t('privacy:disclosures.columns.ground'),
      t('privacy:disclosures.ground.crime_or_rights'),
    );
    await this.choose(t('privacy:disclosures.columns.recipient'), body);
    await this.choose(
      t('privacy:disclosures.proportionality.label'),
      t('privacy:disclosures.proportionality.fraud'),
    );
    const dialog = counter.page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(order);
    await counter.button(counter.named(`${order} ·`), dialog).click();
    await counter.tap(t('privacy:disclosures.field.name'), dialog);
    await counter.page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Approves the proposal on show; the question stays where core refuses. */
  async approve(): Promise<void> {
    const { counter } = this;
    await counter.tap(counter.t('privacy:disclosures.decide.approve'), counter.actions());
    const question = counter.dialog(counter.t('privacy:disclosures.decide.approveTitle'));
    await counter.tap(counter.t('privacy:disclosures.decide.approve'), question);
  }

  /** Checks the trail; ends when the entry is said to be wrong. */
  async findBreak(seq: number): Promise<void> {
    const { counter } = this;
    await counter.tap(counter.t('privacy:audit.verify'));
    await counter.shows(counter.page.getByText(counter.t('privacy:audit.broken.title', { seq })));
  }

  /** A manager's word on the break on show. */
  async acceptBreak(): Promise<void> {
    const { counter } = this;
    await counter.tap(counter.t('privacy:audit.broken.accept'));
    const dialog = counter.dialog(counter.t('privacy:audit.accept.title'));
    await counter.choice('checkbox', counter.t('privacy:audit.accept.sure'), dialog).click();
    await counter.tap(counter.t('privacy:audit.accept.do'), dialog);
    await dialog.waitFor({ state: 'hidden' });
  }
}
