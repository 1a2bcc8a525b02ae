import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { appendDurably, cutTornEnd, readFrom } from '../keys/appendOnly.ts';
import { syncFolder, writeDurably } from '../keys/durable.ts';

/** `begun`: a server may have it from here on. `failed`: it surely has not. */
const Line = z.strictObject({ id: z.string().length(26), what: z.enum(['begun', 'failed', 'sent']) });
type What = z.infer<typeof Line>['what'];

/**
 * Which messages went out: ids only, in a file outside the database and its backups (sync specification 7.2). A restored
 * database that knows less sends none of them again.
 */
export interface SentStream {
  readonly note: (messageId: string, what: What) => void;
  readonly of: (messageId: string) => What | undefined;
}

export const openSentStream = (folder: string): SentStream => {
  const path = join(folder, 'sent', 'messages.sent');
  if (!existsSync(path)) {
    mkdirSync(join(folder, 'sent'), { recursive: true, mode: 0o700 });
    writeDurably(path, '');
    syncFolder(folder);
  }
  cutTornEnd(path);
  const known = new Map<string, What>();
  let size = 0;
  // Another process of the same central may have appended meanwhile.
  const refresh = (): void => {
    if (statSync(path).size <= size) return;
    const bytes = readFrom(path, size);
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    for (const text of whole.toString().split('\n').slice(0, -1)) {
      const { id, what } = Line.parse(JSON.parse(text));
      known.set(id, what);
    }
    size += whole.length;
  };
  return {
    note: (id, what) =>
      appendDurably(path, `${JSON.stringify({ id, what } satisfies z.infer<typeof Line>)}\n`),
    of: (messageId) => {
      refresh();
      return known.get(messageId);
    },
  };
};
