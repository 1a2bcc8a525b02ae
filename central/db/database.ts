/** Runs statements of one transaction. Rows come with numbers for `bigint` and bytes for `bytea`. */
export interface Sql {
  readonly query: <T = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ) => Promise<readonly T[]>;
}

/** Whose eyes a transaction has (sync specification, 12). All of it lasts for the one transaction only. */
export interface Access {
  /** `api` sees the rows of `shops`; `erase`, `mail`, `report`, `transfer` and `publish` what their grants name, in all stores; `owner` migrates. */
  readonly role: 'api' | 'erase' | 'mail' | 'report' | 'transfer' | 'publish' | 'owner';
  readonly shops?: readonly string[];
  /** The one terminal that is looked at before its store is known. */
  readonly terminal?: string;
  /** Hash of the one enrolment code that is looked at. */
  readonly code?: string;
  /**
   * What brings people or orders goes `beside` others of its kind, an erasure `alone`: who is not erased when the transaction
   * looks is not erased until it has committed, and nobody comes in behind an erasure's look.
   */
  readonly erasures?: 'beside' | 'alone';
}

/** The database behind central: a PostgreSQL server, or PGlite for trying out. */
export interface Database {
  /**
   * Runs `work` in one transaction and commits. It is run again, up to three times, when PostgreSQL ended it for
   * another one's sake (deadlock, serialisation, two that inserted the same key).
   */
  readonly transaction: <T>(access: Access, work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Calls back with what others announce on a channel, until the function it answers is called. */
  readonly listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>;
  /** Runs several statements without parameters, for migrations. */
  readonly script: (text: string) => Promise<void>;
  /** Runs one statement outside any transaction, on a connection of its own, for as long as it takes. */
  readonly maintain: (statement: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A server that cannot be used. The message names settings and versions only. */
export class DatabaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseError';
  }
}

/**
 * The database takes no work now: it has no room or no memory, goes down, comes up, or cannot be reached. `code` is its
 * SQLSTATE or the system's; null where it said nothing. Whoever asked may try again.
 */
export class DatabaseAway extends DatabaseError {
  readonly code: string | null;
  constructor(code: string | null) {
    super(code === null ? 'the database does not answer' : `the database takes no work now: ${code}`);
    this.name = 'DatabaseAway';
    this.code = code;
  }
}
