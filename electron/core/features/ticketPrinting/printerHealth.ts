import type { Health } from '../../../../shared/contract/terminal.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { tasksIn } from './printTasks.store.ts';

/** The receipt printer as the strip shows it: nothing set up, papers waiting, or a print that failed lately. */
export const printerHealth = ({ read, settings }: Pick<CoreDeps, 'read' | 'settings'>): Health['printer'] => {
  const { printer } = settings(read);
  const waiting = tasksIn(read, 'waiting').length;
  const name = printer.kind === 'tcp' ? printer.host : printer.kind;
  const level = printer.kind === 'none' || waiting > 0 ? 'warning' : 'ok';
  return { level, name, waiting };
};
