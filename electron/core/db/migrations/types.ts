import type { Sql } from '../sql.ts';

/** One step of the schema's history. Never edited, renamed or removed after release; imports no app code. */
export interface Migration {
  /** Rising; steps of ten leave room for a fix in between. */
  readonly version: number;
  readonly name: string;
  readonly up: (run: (statement: Sql) => void, exec: (script: string) => void) => void;
}
