import type { OrderEvent } from '../../../../../shared/sync/orderDocument.ts';

type Line = Pick<OrderEvent, 'opId' | 'code' | 'from' | 'to'>;

/** What can be taken back without a change of status. */
const WITHOUT_STATUS: readonly string[] = ['reminded', 'jobs_built'];

const takesBack = (undo: Line, line: Line): boolean =>
  undo.from === undo.to
    ? WITHOUT_STATUS.includes(line.code)
    : line.code === 'status' && line.from === undo.to && line.to === undo.from;

/** The ops of an order's history that a later line takes back; each takes back the latest that it can. */
export const takenBack = (history: readonly Line[]): ReadonlySet<string> => {
  const back = new Set<string>();
  history.forEach((undo, at) => {
    if (undo.code !== 'undone') return;
    const line = history.slice(0, at).findLast((one) => !back.has(one.opId) && takesBack(undo, one));
    if (line) back.add(line.opId);
  });
  return back;
};
