import type { LabKind, LabOf, LabRoute } from '../../../../../shared/domain/labs.ts';
import type { OutputFailure } from '../../../../../shared/domain/outputFailure.ts';
import type { AnswerSigns, OutputJob, WriterPlan } from '../outputJob.ts';

/** What a writer is given beside its settings. */
export interface LabTask {
  readonly job: OutputJob;
  readonly route: Pick<LabRoute, 'code' | 'detail'>;
  /** Millimetres of the print, short side first. */
  readonly mm: { readonly w: number; readonly h: number };
  /** Stands where the format wants a customer: an order or job number. */
  readonly reference: string;
  /** The output's folder, absolute, as this terminal sees it. */
  readonly root: string;
  /** The names taken for this job. */
  readonly names: readonly string[];
  /** UTC ms; dates in paths and files are Riga's. */
  readonly at: number;
}

/** Names a job needs in the controller's folder. They are taken before anything is written, and kept. */
export interface Naming {
  readonly wanted: number;
  /** The n-th name to try, from 0; the first free ones are taken. */
  readonly candidate: (n: number) => string;
  /** Paths of which none may exist for a name to be free. */
  readonly places: (name: string) => readonly string[];
}

export type WriterResult =
  | { readonly ok: true; readonly plan: WriterPlan }
  | { readonly ok: false; readonly code: OutputFailure };

export interface Written {
  readonly job: string;
  readonly names: readonly string[];
  /** Every file of the job, below the controller's folder. */
  readonly paths: readonly string[];
}

/** The one seam between production and a lab's dialect (OUT-1). All of it is pure: the hand-over touches the disk. */
export interface LabFormat<K extends LabKind> {
  readonly naming: (task: Omit<LabTask, 'names'>, lab: LabOf<K>) => Naming;
  readonly write: (task: LabTask, lab: LabOf<K>) => WriterResult;
  readonly signs: (written: Written, lab: LabOf<K>) => AnswerSigns;
}

/** A job that needs no name beside its number. */
export const byJobNumber = ({ job }: Omit<LabTask, 'names'>): Naming => ({
  wanted: 1,
  candidate: () => job.job,
  places: () => [],
});
