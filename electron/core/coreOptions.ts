import type { CallInput, EventName } from '../../shared/contract/index.ts';
import type { TerminalState } from '../../shared/contract/terminal.ts';
import type { Log } from './log/log.ts';
import type { Clock, Ids } from './ports/clock.ts';
import type { CoreConfig } from './ports/messages.ts';
import type { OsKeyWrap } from './ports/osKeyWrap.ts';
import type { Shell } from './ports/shell.ts';

/** What one core works with. Everything that is not data comes through a port. */
export interface CoreOptions {
  readonly config: CoreConfig;
  readonly osKeyWrap: OsKeyWrap;
  readonly shell: Shell;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly onState: (state: TerminalState) => void;
  readonly onEvent: (name: EventName, payload: unknown) => void;
}

/** The first manager of a fresh database. */
export type Manager = NonNullable<CallInput<'terminal:setUp'>['manager']>;

/** What a terminal needs once its database key is known. */
export interface OpenTerminalOptions extends CoreOptions {
  readonly key: Uint8Array;
  readonly demo: boolean;
  /** A start needs nobody's passphrase. */
  readonly opensAlone: boolean;
  readonly manager: Manager | null;
}
