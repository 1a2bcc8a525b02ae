/**
 * SQL that reads a text which `JSON.stringify` wrote, for all in it but words of people: `jsonb` refuses U+0000 and halves of
 * surrogate pairs, and one such word would fail a query about everybody. Where there may be one, escapes are left out.
 */
export const jsonOf = (column: string): string =>
  `(CASE WHEN strpos(${column}, '\\u') = 0 THEN ${column}
    ELSE regexp_replace(${column}, '\\\\(u[0-9a-fA-F]{4}|.)', '', 'g') END)::jsonb`;
