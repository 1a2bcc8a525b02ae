import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  Cell,
  Collection,
  Column,
  Row,
  type SortDescriptor,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  TableLoadMoreItem,
  Virtualizer,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { onTokensChange, readToken } from '../readToken.ts';
import styles from './dataTable.module.css';

export type TableColumn<Item, Id extends string> = {
  readonly id: Id;
  readonly header: string;
  readonly render: (item: Item) => ReactNode;
  /** Share of the width that is left over. */
  readonly grow: number;
  /** Never narrower than this many letter heights (em). */
  readonly minEm: number;
  /** Numbers: right-aligned, tabular. */
  readonly isNumeric?: boolean;
  readonly isSortable?: boolean;
  /** The column that names the row for screen readers; the first if none says so. */
  readonly isRowHeader?: boolean;
};

export type TableSort<Id extends string> = {
  readonly column: Id;
  readonly direction: 'ascending' | 'descending';
};

export type DataTableProps<Item extends { readonly id: string }, Id extends string> = {
  readonly label: string;
  readonly columns: readonly TableColumn<Item, Id>[];
  /** Keep unchanged items as the same objects: rows are drawn anew per object, and all of them when columns change. */
  readonly items: readonly Item[];
  readonly selected: string | null;
  /** Follows the arrow keys: the detail shows what the row says. */
  readonly onSelect: (id: string) => void;
  /** Enter or double click. */
  readonly onOpen?: (id: string) => void;
  readonly sort?: TableSort<Id>;
  readonly onSort?: (sort: TableSort<Id>) => void;
  readonly empty?: ReactNode;
  /** The end of the rows read so far is near. */
  readonly onLoadMore?: () => void;
  readonly density?: 'normal' | 'compact';
};

/** Rows by the thousand with true table roles. Sorting is only reported: the database sorts. */
export function DataTable<Item extends { readonly id: string }, Id extends string>(
  props: DataTableProps<Item, Id>,
) {
  const {
    label,
    columns,
    items,
    selected,
    onSelect,
    onOpen,
    sort,
    onSort,
    empty,
    onLoadMore,
    density = 'normal',
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const sizes = useSizes(box, density);
  const onSortChange = (descriptor: SortDescriptor) => {
    const column = columns.find((one) => one.id === descriptor.column);
    if (column !== undefined) onSort?.({ column: column.id, direction: descriptor.direction });
  };
  return (
    <div ref={box} className={cx(styles['box'])}>
      {sizes !== null && (
        <Virtualizer layout={TableLayout} layoutOptions={sizes.layout}>
          <Table
            aria-label={label}
            className={cx(styles['table'])}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={selected === null ? [] : [selected]}
            onSelectionChange={(keys) => {
              const [key] = keys === 'all' ? [] : keys;
              if (key !== undefined) onSelect(String(key));
            }}
            onSortChange={onSortChange}
            {...(onOpen === undefined ? {} : { onRowAction: (key) => onOpen(String(key)) })}
            {...(sort === undefined ? {} : { sortDescriptor: sort })}
          >
            <TableHeader>
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  isRowHeader={
                    column.isRowHeader ?? (index === 0 && columns.every((one) => !one.isRowHeader))
                  }
                  em={sizes.em}
                />
              ))}
            </TableHeader>
            <TableBody renderEmptyState={() => empty}>
              <Collection items={items} dependencies={[columns]}>
                {(item) => (
                  <Row id={item.id} className={cx(styles['row'])}>
                    {columns.map((column) => (
                      <Cell
                        key={column.id}
                        className={cx(styles['cell'], column.isNumeric && styles['numeric'])}
                      >
                        <span className={cx(styles['cut'])}>{column.render(item)}</span>
                      </Cell>
                    ))}
                  </Row>
                )}
              </Collection>
              {onLoadMore !== undefined && <TableLoadMoreItem onLoadMore={onLoadMore} />}
            </TableBody>
          </Table>
        </Virtualizer>
      )}
    </div>
  );
}

function HeaderCell<Item, Id extends string>(props: {
  readonly column: TableColumn<Item, Id>;
  readonly isRowHeader: boolean;
  readonly em: number;
}) {
  const { column, isRowHeader, em } = props;
  return (
    <Column
      id={column.id}
      isRowHeader={isRowHeader}
      allowsSorting={column.isSortable ?? false}
      width={`${column.grow}fr`}
      minWidth={Math.round(column.minEm * em)}
      className={cx(styles['head'], column.isNumeric && styles['numeric'])}
    >
      {({ sortDirection }) => (
        <span className={cx(styles['headWord'])}>
          {column.header}
          {sortDirection === 'ascending' && <ArrowUp className={cx(styles['sortIcon'])} aria-hidden="true" />}
          {sortDirection === 'descending' && (
            <ArrowDown className={cx(styles['sortIcon'])} aria-hidden="true" />
          )}
        </span>
      )}
    </Column>
  );
}

function useSizes(box: RefObject<HTMLDivElement | null>, density: 'normal' | 'compact') {
  const [sizes, setSizes] = useState<{
    readonly row: number;
    readonly head: number;
    readonly em: number;
  } | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () =>
      setSizes({
        row: readToken(density === 'compact' ? '--row-h-compact' : '--row-h', element),
        head: readToken('--table-head-h', element),
        em: readToken('--fs-md', element),
      });
    measure();
    return onTokensChange(measure);
  }, [box, density]);
  return useMemo(
    () =>
      sizes === null ? null : { em: sizes.em, layout: { rowHeight: sizes.row, headingHeight: sizes.head } },
    [sizes],
  );
}
