import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { type TerminalKind, terminalKindOf } from '../../../shared/contract/terminalKinds.ts';

export interface Switches {
  readonly kind: TerminalKind | null;
  readonly dataFolder: string;
  readonly mediaFolder: string | null;
  readonly nodePath: string;
  readonly nativeBinding: string | null;
}

const value = (name: string): string | null => app.commandLine.getSwitchValue(`lete-${name}`) || null;

const defaultData = (): string => join(app.getPath('appData'), 'lete-data');

/** In a packaged app Node lies beside the archive. */
const packagedNode = (): string =>
  join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node');

/** Only a package made around the stand-in runtime carries a rebuilt add-on. */
const packagedBinding = (): string | null => {
  const file = join(process.resourcesPath, 'sqlite', 'better_sqlite3.node');
  return existsSync(file) ? file : null;
};

/** Reads the command line; what is not a role is as if it was not given, and the first-run screen asks. */
export const readSwitches = (): Switches => ({
  kind: terminalKindOf(value('role')),
  dataFolder: value('data') ?? defaultData(),
  mediaFolder: value('media'),
  nodePath: value('node') ?? packagedNode(),
  nativeBinding: value('sqlite') ?? packagedBinding(),
});
