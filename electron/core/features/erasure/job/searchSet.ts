import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../../../db/backup.ts';
import { deriveKey } from '../../../keys/deriveKey.ts';
import { writeFileDurably } from '../../../keys/durable.ts';
import { openBox, sealBox } from '../../../keys/secretBox.ts';
import type { SearchValue } from '../scan/spellings.policy.ts';

/*
 * What an erasure looks for, sealed beside the keys from the first step to the last, so that an erasure that a power
 * cut interrupted after the deletion can still prove its end (ADR 0013). Overwritten where it lies, then removed.
 */

const NAME = /^search-set\.([0-9A-HJKMNP-TV-Z]{26})$/;
/** What a power cut left of a write: as much of a person as a whole one. */
const UNFINISHED = /^search-set\.[0-9A-HJKMNP-TV-Z]{26}\.[0-9a-f]{8}\.tmp$/;

export interface SearchSets {
  readonly write: (cmdId: string, values: readonly SearchValue[]) => Promise<void>;
  /** Undefined when there is none, or it cannot be opened. */
  readonly read: (cmdId: string) => readonly SearchValue[] | undefined;
  readonly destroy: (cmdId: string) => void;
  /** Commands that have one. */
  readonly list: () => readonly string[];
  /** At the start, before one is written. */
  readonly destroyUnfinished: () => void;
}

const overwrite = (path: string): void => {
  const fd = openSync(path, 'r+');
  try {
    writeSync(fd, randomBytes(statSync(path).size));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** `databaseKey` is used when a set is written or read, and not kept. */
export const createSearchSets = (dataFolder: string, databaseKey: Uint8Array): SearchSets => {
  const folder = join(dataFolder, 'keys');
  const pathOf = (cmdId: string): string => join(folder, `search-set.${cmdId}`);
  const list = (): readonly string[] => readdirSync(folder).flatMap((name) => NAME.exec(name)?.[1] ?? []);
  const context = (cmdId: string): string => `lete-search-set/1 ${cmdId}`;
  const destroyFile = (path: string): void => {
    overwrite(path);
    rmSync(path);
    syncFolder(folder);
  };
  const destroy = (cmdId: string): void => {
    if (list().includes(cmdId)) destroyFile(pathOf(cmdId));
  };
  return {
    list,
    destroy,
    destroyUnfinished: () => {
      for (const name of readdirSync(folder)) if (UNFINISHED.test(name)) destroyFile(join(folder, name));
    },
    write: async (cmdId, values) => {
      destroy(cmdId);
      const key = deriveKey(databaseKey, 'search-set');
      const plain = Buffer.from(JSON.stringify(values));
      await writeFileDurably(pathOf(cmdId), sealBox(plain, key, context(cmdId)));
      plain.fill(0);
      key.fill(0);
    },
    read: (cmdId) => {
      if (!list().includes(cmdId)) return undefined;
      const key = deriveKey(databaseKey, 'search-set');
      const plain = openBox(readFileSync(pathOf(cmdId)), key, context(cmdId));
      key.fill(0);
      return plain && (JSON.parse(plain.toString()) as readonly SearchValue[]);
    },
  };
};
