import type { log as calls } from '../../../../shared/contract/log.ts';
import { command, type HandlersFor } from '../../call/handlers.ts';
import type { Log } from '../../log/log.ts';

/** What a window has to say for the log. */
export const createLogHandlers = (log: Log): HandlersFor<typeof calls> => ({
  'log:write': command('log:write', (tx, { code, screen }) => {
    tx.afterCommit(() => log.warn('window', { what: code, screen }));
    return {};
  }),
});
