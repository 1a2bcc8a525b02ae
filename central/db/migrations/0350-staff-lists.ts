import type { Migration } from './migration.ts';

/**
 * A staff list names people, so one that was replaced goes: `lete_erase` may delete rows of that series and sees which
 * there are, not what they say. No row of another series can be deleted, and none changed, by anybody.
 */
export const staffLists: Migration = {
  version: 350,
  script: `
GRANT SELECT (id, series, ordinal, shop_id), DELETE ON settings_version TO lete_erase;
CREATE POLICY erase_look ON settings_version FOR SELECT TO lete_erase USING (series = 'staff');
CREATE POLICY erase ON settings_version FOR DELETE TO lete_erase USING (series = 'staff');
`,
};
