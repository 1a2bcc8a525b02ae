import type { Locator } from 'playwright';
import type { Failure } from '../../../shared/contract/terminal.ts';
import type { TerminalKind } from '../../../shared/contract/terminalKinds.ts';
import { Screen } from './screen.ts';

export interface FirstRun {
  readonly kind: TerminalKind;
  readonly manager?: { readonly name: string; readonly pin: string };
  readonly passphrase?: string;
}

/** First start, the locked start, and the screens for what keeps Lete from starting. */
export class Setup extends Screen {
  /** The first of the two: the reason why stands behind its name. */
  passphraseField = (): Locator =>
    this.page.getByLabel(new RegExp(`^${this.t('setup:firstRun.passphrase')}( —|$)`));

  failure = (failure: Failure): Locator => this.heading(this.t(`setup:failed.title.${failure}`));

  async ready(): Promise<void> {
    await this.shows(this.heading(this.t('setup:firstRun.title')));
  }

  async chooseKind(kind: TerminalKind): Promise<void> {
    await this.choice('radio', new RegExp(`^${this.t(`setup:firstRun.${kind}`)}`)).click();
  }

  async fillIn({ kind, manager, passphrase }: FirstRun): Promise<void> {
    await this.chooseKind(kind);
    if (manager) {
      await this.write(this.page.getByLabel(this.t('setup:firstRun.name'), { exact: true }), manager.name);
      await this.write(this.page.getByLabel(this.t('setup:firstRun.pin'), { exact: true }), manager.pin);
      await this.write(this.page.getByLabel(this.t('setup:firstRun.pinAgain'), { exact: true }), manager.pin);
    }
    if (passphrase) {
      await this.write(this.passphraseField(), passphrase);
      await this.write(
        this.page.getByLabel(this.t('setup:firstRun.passphraseAgain'), { exact: true }),
        passphrase,
      );
    }
  }

  /** Key by key in place of what stands there, as a person types. */
  private async write(field: Locator, text: string): Promise<void> {
    await field.click();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  async start(): Promise<void> {
    await this.tap(this.t('setup:firstRun.start'));
  }

  async isLocked(): Promise<void> {
    await this.shows(this.heading(this.t('setup:locked.title')));
  }

  async unlock(passphrase: string): Promise<void> {
    await this.write(this.passphraseField(), passphrase);
    await this.tap(this.t('setup:locked.unlock'));
  }

  async says(words: string): Promise<void> {
    await this.shows(this.page.getByText(words));
  }
}
