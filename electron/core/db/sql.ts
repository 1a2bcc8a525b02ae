export type SqlValue = string | number | bigint | null | Uint8Array;

/** A statement with its bound values. The template only binds: values never become text. */
export interface Sql {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

const isSql = (value: SqlValue | Sql): value is Sql =>
  typeof value === 'object' && value !== null && 'text' in value && 'params' in value;

/** Builds a statement; another `sql` fragment may be nested, every other value is bound. */
export const sql = (strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql => {
  let text = strings[0] ?? '';
  const params: SqlValue[] = [];
  values.forEach((value, i) => {
    if (isSql(value)) {
      text += value.text;
      params.push(...value.params);
    } else {
      text += '?';
      params.push(value);
    }
    text += strings[i + 1] ?? '';
  });
  return { text, params };
};
