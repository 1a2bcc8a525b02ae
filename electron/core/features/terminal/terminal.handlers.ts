import type { terminal } from '../../../../shared/contract/terminal.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { Tx } from '../../call/context.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { Shell } from '../../ports/shell.ts';
import { acceptPin, comparePin } from '../staff/index.ts';
import { type HealthParts, readHealth } from './health.ts';

export interface TerminalDeps {
  readonly shell: Shell;
  readonly health: HealthParts;
  /** Marks the running visit as taken over by staff. */
  readonly takeOverVisit: (tx: Tx) => void;
}

/** Calls around the terminal itself, once its database is open. */
export const createTerminalHandlers = (
  deps: TerminalDeps,
): Omit<HandlersFor<typeof terminal>, 'terminal:state'> => ({
  'terminal:setUp': command('terminal:setUp', () => reject('ALREADY_SET_UP')),
  'terminal:unlock': command('terminal:unlock', () => ({})),
  'terminal:health': query('terminal:health', (q) => readHealth(deps.health, q.db, q.now)),
  'terminal:leaveKiosk': preparedCommand(
    'terminal:leaveKiosk',
    (q, input) => comparePin(q.db, input.staffId, input.pin, q.now),
    (tx, input, matched) => {
      const member = acceptPin(tx, input.staffId, matched);
      if (!can(member.role, 'kiosk.leave')) return reject('MANAGER_NEEDED');
      tx.audit(`kiosk.${input.action}`, member.staffId);
      if (input.action === 'exit') tx.afterCommit(() => void deps.shell.quit());
      if (input.action === 'restart') tx.afterCommit(() => void deps.shell.restart());
      if (input.action === 'takeOver') deps.takeOverVisit(tx);
      return {};
    },
  ),
  'terminal:quit': command('terminal:quit', (tx) => {
    tx.afterCommit(() => void deps.shell.quit());
    return {};
  }),
});
