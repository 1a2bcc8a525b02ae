import type { Locator } from 'playwright';
import type { z } from 'zod';
import type { JobView } from '../../../shared/contract/orders.ts';
import type { LabKind } from '../../../shared/domain/labs.ts';
import type { Counter } from './counter.ts';

type JobState = z.infer<typeof JobView>['state'];

interface Lab {
  readonly name: string;
  readonly folder: string;
  readonly routes: string;
  /** Texts and switches of its format, where they differ from what a new lab starts with. */
  readonly fields?: {
    readonly template?: string;
    readonly errorFolder?: string;
    readonly readBack?: true;
  };
}

/** Until a job has been handed over, or the answer of its lab was seen. */
const LAB_TIMEOUT_MS = 60_000;

/** What a manager sets up for labs, and what staff see of their jobs. */
export class Labs {
  readonly counter: Counter;
  constructor(counter: Counter) {
    this.counter = counter;
  }

  /** Begins a lab in the settings; it is not saved yet. */
  async begin(kind: LabKind): Promise<void> {
    const { counter } = this;
    await counter.openSettings('labs');
    await counter.tap(counter.t('settings:labs.add'), counter.page.locator('main'));
    const name = counter.t(`settings:labs.kinds.${kind}`);
    await counter.page.getByRole('menuitem', { name, exact: true }).click();
    await counter.shows(counter.field(counter.t('settings:labs.name')));
  }

  /** Sets a lab up and saves it. */
  async add(kind: LabKind, { name, folder, routes, fields = {} }: Lab): Promise<void> {
    const { counter } = this;
    await this.begin(kind);
    const { readBack, ...texts } = fields;
    const labelled = Object.entries(texts) as readonly ['template' | 'errorFolder', string][];
    await this.fill(counter.t('settings:labs.name'), name);
    await this.fill(counter.t('settings:labs.routes'), routes);
    await counter.field(counter.named(counter.t('settings:labs.folder'))).fill(folder);
    for (const [field, text] of labelled) await this.fill(counter.t(`settings:labs.fields.${field}`), text);
    if (readBack) await counter.choice('checkbox', counter.t('settings:labs.fields.readBack')).click();
    await counter.tap(counter.named(counter.t('common:actions.save')), counter.page.locator('main'));
    await counter.shows(counter.page.getByText(counter.t('settings:form.saved'), { exact: true }));
  }

  private async fill(label: string, text: string): Promise<void> {
    await this.counter.page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }

  /** The jobs of the order on show that are of this size. */
  jobsOf(size: string): Locator {
    return this.counter
      .jobs()
      .getByRole('listitem')
      .filter({ hasText: ` · ${size}` });
  }

  /** The job of this size that stands so; answers its number. */
  async hasJob(size: string, state: JobState): Promise<string> {
    const { counter } = this;
    const word = counter.page.getByText(counter.t(`counter:jobs.state.${state}`), { exact: true });
    const job = this.jobsOf(size).filter({ has: word });
    await job.waitFor({ state: 'visible', timeout: LAB_TIMEOUT_MS });
    return /^\d{8}/.exec(await job.innerText())?.[0] ?? '';
  }

  /** It says that the lab refused this size; staff hand it over again. */
  async handRefusedOverAgain(size: string): Promise<void> {
    const { counter } = this;
    await this.hasJob(size, 'failed');
    await counter.shows(this.jobsOf(size).getByText(counter.t('counter:jobs.reason.lab-refused')));
    await counter.tap(counter.t('common:actions.tryAgain'), this.jobsOf(size));
  }
}
