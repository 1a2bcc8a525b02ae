import type { disclosures } from '../../../../shared/contract/disclosures.ts';
import type { RecipientRegister } from '../../../../shared/privacy/disclosure.ts';
import type { Tx } from '../../call/context.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { approve, refuse } from './decide.ts';
import { findDisclosure, keepCode, listDisclosures } from './disclosures.store.ts';
import { type ExportDeps, exportDisclosure } from './exportDisclosure.ts';
import { logArrival, propose } from './propose.ts';
import { listTasks, settleTask } from './recipientTasks.store.ts';

export type DisclosuresDeps = ExportDeps & {
  readonly register: RecipientRegister;
  /** A recipient was told, or has confirmed. */
  readonly onTaskSettled: (tx: Tx, taskId: string) => void;
};

/** Data that leaves the company: only on a named ground, to a known recipient, by name of field, and on record. */
export const createDisclosuresFeature = (
  deps: DisclosuresDeps,
): Feature<HandlersFor<typeof disclosures>> => ({
  handlers: {
    'disclosures:recipients': query('disclosures:recipients', () => deps.register),
    'disclosures:logArrival': command('disclosures:logArrival', (tx, input) =>
      logArrival(tx, deps.register, input),
    ),
    'disclosures:propose': command('disclosures:propose', (tx, input) => propose(tx, deps, input)),
    'disclosures:approve': command('disclosures:approve', (tx, { disclosureId }) =>
      approve(tx, disclosureId),
    ),
    'disclosures:refuse': command('disclosures:refuse', (tx, { disclosureId }) => refuse(tx, disclosureId)),
    'disclosures:list': query('disclosures:list', (q, { offset, limit }) =>
      listDisclosures(q.db, offset, limit),
    ),
    'disclosures:export': preparedCommand(
      'disclosures:export',
      (q, { disclosureId }) => exportDisclosure(deps, q, disclosureId),
      (tx, { disclosureId }, { file, code }) => {
        keepCode(tx.db, disclosureId, code);
        tx.audit('disclosure.export', disclosureId, { objectType: 'disclosure' });
        return { file };
      },
    ),
    'disclosures:code': query('disclosures:code', (q, { disclosureId }) => ({
      code: findDisclosure(q.db, disclosureId)?.code ?? reject('NOT_FOUND'),
    })),
    'disclosures:tasks': query('disclosures:tasks', (q) => ({ tasks: [...listTasks(q.db)] })),
    'disclosures:settleTask': command('disclosures:settleTask', (tx, { taskId, what }) => {
      if (!settleTask(tx.db, taskId, what, tx.now)) return reject('TRANSITION_REFUSED');
      tx.audit('disclosure.tell', taskId, { objectType: 'recipient-task' });
      deps.onTaskSettled(tx, taskId);
      return {};
    }),
  },
});
