import type { Migration } from './migration.ts';

/** Columns with values of people, by table: the planner must keep no samples of them beside the rows. */
const VALUES = {
  op: ['header', 'salt', 'body'],
  orders: ['parts', 'document', 'email', 'phone'],
  subject: ['document'],
};

const unsampled = Object.entries(VALUES)
  .map(
    ([table, columns]) => `
DO $$ BEGIN
  FOR part IN 0..63 LOOP
    EXECUTE format('ALTER TABLE ${table}_p%s ${columns.map((name) => `ALTER COLUMN ${name} SET STATISTICS 0`).join(', ')}',
      part);
  END LOOP;
END $$;`,
  )
  .join('\n');

/** Parts of tables are written anew after an erasure, so that their files hold nothing of it (sync specification 7.1). */
export const rewriting: Migration = {
  version: 50,
  script: `
ALTER TABLE erasure ADD COLUMN rewritten_at bigint;
${unsampled}
`,
};
