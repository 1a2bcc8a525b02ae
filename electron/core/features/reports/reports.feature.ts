import type { orders } from '../../../../shared/contract/orders.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import type { Shell } from '../../ports/shell.ts';
import { dayEndOf } from './dayEndOf.ts';
import { exportDayEnd } from './exportDayEnd.ts';

export type ReportsDeps = Pick<CoreDeps, 'folders' | 'settings'> & Pick<Shell, 'htmlToPdf'>;

type ReportCalls = {
  readonly [N in keyof typeof orders as N extends `reports:${string}` ? N : never]: (typeof orders)[N];
};

/** Day end: what the till must hold, what is open, where visits broke off (PAY-5). */
export const createReportsFeature = (deps: ReportsDeps): Feature<HandlersFor<ReportCalls>> => ({
  handlers: {
    'reports:dayEnd': query('reports:dayEnd', (q, { day }) => {
      const figures = dayEndOf(q, deps.settings(q.db), day);
      return { ...figures, abandoned: [...figures.abandoned] };
    }),
    'reports:export': preparedCommand(
      'reports:export',
      (q, input) => exportDayEnd(deps, q, input),
      (tx, { day }, file) => {
        tx.audit('report.export', day);
        return { file };
      },
    ),
  },
});
