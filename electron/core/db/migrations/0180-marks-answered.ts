import type { Migration } from './types.ts';

/** Which cards' camera marks were offered and answered, so that a restart does not ask again. */
export const marksAnswered: Migration = {
  version: 180,
  name: 'marks-answered',
  up: (_run, exec) =>
    exec(
      "ALTER TABLE draft ADD COLUMN marks_answered TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(marks_answered));",
    ),
};
