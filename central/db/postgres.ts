import pg from 'pg';
import { openingOf, tryAgain } from './access.ts';
import { type Database, DatabaseAway, type Sql } from './database.ts';

const INT8 = pg.types.builtins.INT8;
const LISTEN_AGAIN_MS = 1000;

/** Counters and times fit into a number; a bigger one would be a mistake that must not pass as another number. */
const int8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('int8');
  return value;
};

const types = {
  getTypeParser: (oid: Parameters<typeof pg.types.getTypeParser>[0], format?: 'text' | 'binary') =>
    oid === INT8 ? int8 : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
};

/** Limits of each connection (sync specification 2.2); those of the server are asserted at start by `assertServer`. */
const LIMITS = {
  statement_timeout: 10_000,
  lock_timeout: 3000,
  idle_in_transaction_session_timeout: 15_000,
  // A server that takes the call and says nothing, as one that is just going down, would be waited for without end.
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
} as const;

/** Insufficient resources, exceptions of the connection, a server that goes down or comes up (PostgreSQL, appendix A). */
const TAKES_NO_WORK = /^(53|08|57P0[1-3])/;

/** What the driver throws, where that says that the server is away. What it cannot send or read is a fault of ours. */
const faultOf = (error: unknown): unknown => {
  if (error instanceof RangeError || error instanceof TypeError) return error;
  const { code } = error as { readonly code?: string };
  if (error instanceof pg.DatabaseError)
    return code !== undefined && TAKES_NO_WORK.test(code) ? new DatabaseAway(code) : error;
  return new DatabaseAway(code ?? null);
};

const asked = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    throw faultOf(error);
  }
};

const sqlOf = (client: pg.ClientBase): Sql => ({
  query: async <T>(text: string, params: readonly unknown[] = []) =>
    (await asked(client.query(text, [...params]))).rows as T[],
});

/** Keeps one direct connection that hears announcements, and makes a new one when it breaks. */
const createListener = async (
  config: pg.ClientConfig,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> => {
  let client: pg.Client | null = null;
  let again: NodeJS.Timeout | undefined;
  let closed = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    const retry = (): void => {
      if (client === next) client = null;
      if (closed || again !== undefined) return;
      again = setTimeout(() => {
        again = undefined;
        connect().catch(retry);
      }, LISTEN_AGAIN_MS);
    };
    next.on('error', retry);
    next.on('end', retry);
    next.on('notification', ({ payload }) => heard(payload ?? ''));
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    client = next;
  };
  await connect();
  return async () => {
    closed = true;
    clearTimeout(again);
    await client?.end();
  };
};

/** The wait for a lock stays limited: whoever comes after it waits as well. */
const maintain = async (config: pg.ClientConfig, statement: string): Promise<void> => {
  const client = new pg.Client(config);
  // Its query fails then; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await asked(client.connect());
    await asked(client.query('SET statement_timeout = 0'));
    await asked(client.query(statement));
  } finally {
    await client.end();
  }
};

/** A PostgreSQL server of version 15 or newer. Short transactions on pooled connections, no session state. */
export const openPostgres = (connectionString: string, connections = 10): Database => {
  const config = { connectionString, types, ...LIMITS } as pg.ClientConfig;
  const pool = new pg.Pool({ ...config, max: connections });
  // A connection that breaks is replaced by the pool, and its query fails; without listeners it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const once = async <T>(opening: string, work: (sql: Sql) => Promise<T>): Promise<T> => {
    const client = await asked(pool.connect());
    let broken: Error | undefined;
    try {
      await asked(client.query(opening));
      const value = await work(sqlOf(client));
      await asked(client.query('COMMIT'));
      return value;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  };
  return {
    transaction: (access, work) => tryAgain(() => once(openingOf(access), work)),
    listen: (channel, heard) => createListener(config, channel, heard),
    script: async (text) => void (await pool.query(text)),
    maintain: (statement) => maintain(config, statement),
    close: () => pool.end(),
  };
};
