import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TerminalKind, terminalKindOf } from '../../shared/contract/terminalKinds.ts';
import { writeFileDurably } from './keys/durable.ts';

const fileOf = (dataFolder: string): string => join(dataFolder, 'terminal.json');

/** What this terminal is; no secret, and needed before the database is open. A file that cannot be read asks anew. */
export const readTerminalKind = (dataFolder: string): TerminalKind | null => {
  const file = fileOf(dataFolder);
  if (!existsSync(file)) return null;
  try {
    const { kind } = JSON.parse(readFileSync(file, 'utf8')) as { kind?: unknown };
    return terminalKindOf(kind);
  } catch {
    return null;
  }
};

/** Makes the data folder where it is not there yet: this is the first file of a new terminal. */
export const writeTerminalKind = async (dataFolder: string, kind: TerminalKind): Promise<void> => {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFileDurably(fileOf(dataFolder), Buffer.from(`${JSON.stringify({ kind })}\n`, 'utf8'));
};
