import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './plainTable.module.css';

export type PlainColumn = {
  readonly id: string;
  readonly header: string;
  /** Numbers: right-aligned, tabular. */
  readonly isNumeric?: boolean;
  /** A date: never broken over two lines. */
  readonly isWhole?: boolean;
};

export type PlainRow = {
  readonly id: string;
  /** As many as there are columns; the first names the row. */
  readonly cells: readonly ReactNode[];
};

const look = ({ isNumeric, isWhole }: PlainColumn): string =>
  cx(isNumeric === true && styles['number'], isWhole === true && styles['whole']);

/** A few rows to read: nothing is chosen, sorted or opened. */
export function PlainTable(props: {
  readonly columns: readonly PlainColumn[];
  readonly rows: readonly PlainRow[];
  readonly label?: string;
  /** No wider than what stands in it. */
  readonly isNarrow?: boolean;
}) {
  const { columns, rows, label, isNarrow = false } = props;
  return (
    <table
      className={cx(styles['table'], isNarrow && styles['narrow'])}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={look(column)}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells }) => (
          <tr key={id}>
            {columns.map((column, at) =>
              at === 0 ? (
                <th key={column.id} scope="row">
                  {cells[at]}
                </th>
              ) : (
                <td key={column.id} className={look(column)}>
                  {cells[at]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
