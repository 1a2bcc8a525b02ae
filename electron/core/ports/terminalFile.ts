import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TerminalKind, terminalKindOf } from '../../../shared/contract/terminalKinds.ts';

export const terminalFileOf = (dataFolder: string): string => join(dataFolder, 'terminal.json');

/**
 * What this terminal is. No secret: main asks it to know which window to open, core before the database is open. A
 * file that cannot be read asks anew.
 */
export const readTerminalKind = (dataFolder: string): TerminalKind | null => {
  const file = terminalFileOf(dataFolder);
  if (!existsSync(file)) return null;
  try {
    const { kind } = JSON.parse(readFileSync(file, 'utf8')) as { kind?: unknown };
    return terminalKindOf(kind);
  } catch {
    return null;
  }
};
