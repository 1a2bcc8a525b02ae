import type { Caller } from '../../../shared/contract/define.ts';
import type { CallName, EventName, EventPayload } from '../../../shared/contract/index.ts';
import type { TerminalState } from '../../../shared/contract/terminal.ts';
import { SignedIn } from '../../../shared/contract/staff.ts';
import type { WindowRegistry } from '../windows/registry.ts';

/** What an accepted call changes about its window: a sign-in binds it to a person, a visit to the customer role. */
export const bindFrom =
  (registry: Pick<WindowRegistry, 'bind' | 'unbind'>) =>
  (name: CallName, caller: Caller, value: unknown): void => {
    if (name === 'staff:signIn' || name === 'staff:signInByBadge') {
      const { role, staffId } = SignedIn.parse(value);
      registry.bind(caller.windowId, role, staffId);
    } else if (name === 'visit:start') registry.bind(caller.windowId, 'customer', null);
    else if (name === 'staff:signOut' || name === 'visit:end') registry.unbind(caller.windowId);
  };

type Send = (name: EventName, payload: unknown) => void;

/** What core's own news change about the windows: a visit ends for the kiosk, a sign-in for who left, a lost core ends each. */
export const hearCore = (
  registry: Pick<WindowRegistry, 'unbindKind' | 'unbindPeople' | 'unbindAll'>,
  send: Send,
  show: (state: TerminalState) => void,
  forgetMarked: () => void,
) => ({
  onEvent: ((name, payload) => {
    if (name === 'visit-ended') {
      registry.unbindKind('kiosk');
      forgetMarked();
    }
    // Core refuses whatever their window asks, also somebody else's sign-in.
    if (name === 'staff-changed') registry.unbindPeople((payload as EventPayload<'staff-changed'>).ended);
    send(name, payload);
  }) satisfies Send,
  onState: (state: TerminalState): void => {
    show(state);
    send('terminal-changed', {});
  },
  onLost: (): void => {
    registry.unbindAll();
    send('signed-out', {});
  },
});
