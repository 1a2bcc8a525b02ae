import type { ReadableDb } from '../../../electron/core/db/handles.ts';
import type { Sql } from '../../../electron/core/db/sql.ts';
import type { OrderCore } from './orders.ts';

/** How SQLite goes about each statement that a call runs: the lines of its plans. */
export const plansOf = async (
  { database }: OrderCore,
  call: () => Promise<unknown>,
): Promise<readonly string[]> => {
  const { read } = database;
  const run: Sql[] = [];
  const note = <T>(statement: Sql, then: T): T => {
    run.push(statement);
    return then;
  };
  Object.assign(database, {
    read: {
      get: (statement: Sql) => note(statement, read.get(statement)),
      all: (statement: Sql) => note(statement, read.all(statement)),
    } satisfies ReadableDb,
  });
  await call();
  Object.assign(database, { read });
  return run.flatMap(({ text, params }) =>
    read.all<{ detail: string }>({ text: `EXPLAIN QUERY PLAN ${text}`, params }).map(({ detail }) => detail),
  );
};
