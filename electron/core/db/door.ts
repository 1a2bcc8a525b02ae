import { runAside } from './aside/runAside.ts';
import type { DriverOptions, Raw } from './driver.ts';
import { type ReadableDb, readable } from './handles.ts';

/** The database cannot be used for the moment; the message is the code alone. */
export class DatabaseBusy extends Error {
  constructor() {
    super('database-busy');
    this.name = 'DatabaseBusy';
  }
}

/** What the database refuses: `writes` while the file is written anew, `all` while its log is emptied. */
export type Refusing = 'nothing' | 'writes' | 'all';

export interface Door {
  readonly read: ReadableDb;
  readonly refusing: () => Refusing;
  /**
   * Cuts the log to nothing with the reader closed, in a thread of its own; everything is refused meanwhile. False when
   * another connection was in the way for `tries` seconds.
   */
  readonly emptyLog: (tries: number) => Promise<boolean>;
  /** Writes the file anew, then empties the log. While it writes, only writes are refused. */
  readonly rewrite: (tries: number) => Promise<boolean>;
  /** Moves all into the file and empties the log; false while a reader is in the way or the file has to keep still. */
  readonly checkpoint: () => boolean;
  /** Nothing moves from the log into the file while `work` reads its bytes. Writes go on. */
  readonly still: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

interface DoorParts {
  readonly writer: Raw;
  readonly driver: DriverOptions;
  readonly openReader: () => Raw;
}

/** SQLite's own number of pages after which it empties the log by itself. */
const AUTO_CHECKPOINT = 1000;

const truncate = (writer: Raw): boolean =>
  (writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[])[0]?.busy === 0;

/** The reader can be closed and opened again behind the one handle that everybody holds. */
const reopening = (openReader: () => Raw) => {
  const open = () => {
    const raw = openReader();
    return { raw, handle: readable(raw) };
  };
  let current: ReturnType<typeof open> | null = open();
  const handle = (): ReadableDb => {
    if (current === null) throw new DatabaseBusy();
    return current.handle;
  };
  return {
    read: {
      get: (statement) => handle().get(statement),
      all: (statement) => handle().all(statement),
    } satisfies ReadableDb,
    close: (): void => {
      current?.raw.close();
      current = null;
    },
    open: (): void => {
      current ??= open();
    },
  };
};

/** Keeps the log from moving into the file while somebody reads the file's bytes. */
const stillness = (writer: Raw) => {
  let holders = 0;
  let asked = false;
  return {
    /** True when somebody holds the file still: the checkpoint is made up for afterwards. */
    defers: (): boolean => {
      asked ||= holders > 0;
      return holders > 0;
    },
    still: async <T>(work: () => Promise<T>): Promise<T> => {
      holders += 1;
      writer.pragma('wal_autocheckpoint=0');
      try {
        return await work();
      } finally {
        holders -= 1;
        if (holders === 0) writer.pragma(`wal_autocheckpoint=${AUTO_CHECKPOINT}`);
        if (holders === 0 && asked) truncate(writer);
        asked &&= holders > 0;
      }
    },
  };
};

/** The one place where the database is shut for a moment: the reader's handle, the rewriting, the stillness. */
export const createDoor = ({ writer, driver, openReader }: DoorParts): Door => {
  const reader = reopening(openReader);
  const { defers, still } = stillness(writer);
  let refusing: Refusing = 'nothing';

  const refuse = async <T>(what: Refusing, work: () => Promise<T>): Promise<T> => {
    const before = refusing;
    refusing = what;
    try {
      return await work();
    } finally {
      refusing = before;
    }
  };
  const emptyLog = (tries: number): Promise<boolean> =>
    refuse('all', async () => {
      reader.close();
      try {
        return (await runAside(driver, { kind: 'empty-log', tries })).kind === 'done';
      } finally {
        reader.open();
      }
    });

  return {
    read: reader.read,
    refusing: () => refusing,
    emptyLog,
    rewrite: (tries) =>
      refuse('writes', async () => {
        await runAside(driver, { kind: 'vacuum' });
        return emptyLog(tries);
      }),
    checkpoint: () => !defers() && truncate(writer),
    still,
    close: reader.close,
  };
};
