import type { LabKind } from '../../../shared/domain/labs.ts';
import type { JobView } from '../../../shared/contract/orders.ts';
import type { z } from 'zod';
import type { Counter } from './counter.ts';

type JobState = z.infer<typeof JobView>['state'];

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
  async add(kind: LabKind, lab: { name: string; folder: string; routes: string }): Promise<void> {
    const { counter } = this;
    await this.begin(kind);
    for (const field of ['name', 'routes'] as const) {
      const name = counter.t(`settings:labs.${field}`);
      await counter.page.getByRole('textbox', { name, exact: true }).fill(lab[field]);
    }
    await counter.field(counter.named(counter.t('settings:labs.folder'))).fill(lab.folder);
    await counter.tap(counter.named(counter.t('common:actions.save')), counter.page.locator('main'));
    await counter.shows(counter.page.getByText(counter.t('settings:form.saved'), { exact: true }));
  }

  /** A job of the order on show has come to this state. */
  async hasJob(state: JobState): Promise<void> {
    const { counter } = this;
    const job = counter.jobs().getByText(counter.t(`counter:jobs.state.${state}`), { exact: true });
    await job.first().waitFor({ state: 'visible', timeout: LAB_TIMEOUT_MS });
  }

  /** It says that the lab refused it; staff hand it over again. */
  async handRefusedOverAgain(): Promise<void> {
    const { counter } = this;
    await this.hasJob('failed');
    await counter.shows(counter.jobs().getByText(counter.t('counter:jobs.reason.lab-refused')));
    await counter.tap(counter.t('common:actions.tryAgain'), counter.jobs());
  }
}
