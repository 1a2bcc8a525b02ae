import { mkdir } from 'node:fs/promises';
import type { TerminalKind } from '../../shared/contract/terminalKinds.ts';
import { writeFileDurably } from './keys/durable.ts';
import { terminalFileOf } from './ports/terminalFile.ts';

/** Makes the data folder where it is not there yet: this is the first file of a new terminal. */
export const writeTerminalKind = async (dataFolder: string, kind: TerminalKind): Promise<void> => {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  await writeFileDurably(terminalFileOf(dataFolder), Buffer.from(`${JSON.stringify({ kind })}\n`, 'utf8'));
};
