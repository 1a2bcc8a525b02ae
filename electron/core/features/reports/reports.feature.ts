import type { reports } from '../../../../shared/contract/output.ts';
import type { Feature } from '../../call/deps.ts';
import { type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { dayEndOf } from './dayEndOf.ts';
import { exportDayEnd, type ReportsDeps } from './exportDayEnd.ts';

/** Day end: what the till must hold, what is open, where visits broke off (PAY-5). */
export const createReportsFeature = (deps: ReportsDeps): Feature<HandlersFor<typeof reports>> => ({
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
