import type { reports } from '../../../../shared/contract/output.ts';
import type { statistics } from '../../../../shared/contract/statistics.ts';
import type { Feature } from '../../call/deps.ts';
import { type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { auditHead } from '../audit/index.ts';
import { dayEndSheet } from './dayEndSheet.policy.ts';
import { dayEndOf } from './dayEndOf.ts';
import { exportSheet, type ReportsDeps } from './exportSheet.ts';
import { statisticsOf } from './statisticsOf.ts';
import { statisticsSheet } from './statisticsSheet.policy.ts';

/** Day end (PAY-5): what the till must hold, what is open, where visits broke off; and statistics without persons (STA-3). */
export const createReportsFeature = (
  deps: ReportsDeps,
): Feature<HandlersFor<typeof reports & typeof statistics>> => ({
  handlers: {
    'reports:dayEnd': query('reports:dayEnd', (q, { day }) => {
      const figures = dayEndOf(q, deps.settings(q.db), day);
      return { ...figures, abandoned: [...figures.abandoned] };
    }),
    'reports:export': preparedCommand(
      'reports:export',
      (q, { day, till, format }) => {
        const settings = deps.settings(q.db);
        const trail = auditHead(q.db) ?? reject('NOT_READY');
        const sheet = dayEndSheet(dayEndOf(q, settings, day), till, trail, settings.store.name);
        return exportSheet(deps, sheet, `dienas-parskats-${day}`, format);
      },
      (tx, { day }, file) => {
        tx.audit('report.export', day);
        return { file };
      },
    ),
    'statistics:period': query('statistics:period', (q, period) => statisticsOf(q.db, period)),
    'statistics:export': preparedCommand(
      'statistics:export',
      (q, { format, ...period }) => {
        const { store } = deps.settings(q.db);
        const sheet = statisticsSheet(statisticsOf(q.db, period), period, store.name);
        return exportSheet(deps, sheet, `statistika-${period.from}-${period.to}`, format);
      },
      (tx, { from }, file) => {
        tx.audit('report.export', from);
        return { file };
      },
    ),
  },
});
