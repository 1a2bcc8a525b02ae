import { join } from 'node:path';
import { app } from 'electron';
import { TerminalKind } from '../../../shared/contract/terminal.ts';

export interface Switches {
  readonly kind: TerminalKind | null;
  readonly dataFolder: string;
  readonly mediaFolder: string | null;
  readonly nodePath: string;
  readonly nativeBinding: string | null;
}

const value = (name: string): string | null => app.commandLine.getSwitchValue(`lete-${name}`) || null;

const defaultData = (): string => join(app.getPath('appData'), 'lete-data');

/** In a packaged app Node and a rebuilt add-on lie beside the archive. */
const packagedNode = (): string =>
  join(process.resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node');

/** Reads the command line; what is not a role is as if it was not given, and the first-run screen asks. */
export const readSwitches = (): Switches => ({
  kind: TerminalKind.safeParse(value('role')).data ?? null,
  dataFolder: value('data') ?? defaultData(),
  mediaFolder: value('media'),
  nodePath: value('node') ?? packagedNode(),
  nativeBinding: value('sqlite'),
});
