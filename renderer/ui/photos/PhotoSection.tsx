import { memo, useSyncExternalStore } from 'react';
import { cx } from '../cx.ts';
import type { PlacedSection, RowRange } from './gridRows.ts';
import { PhotoTile, type PhotoTileData, type TilePictures } from './PhotoTile.tsx';
import styles from './photos.module.css';

type RowsProps = {
  readonly columns: number;
  readonly tile: (id: string) => PhotoTileData;
  readonly pictures: TilePictures;
};

type SectionProps = RowsProps & {
  readonly placed: PlacedSection;
  readonly rows: RowRange;
  /** The row that holds the focus is drawn even out of sight: removing it would throw the focus away. */
  readonly focusRow: number | null;
  readonly focusId: string | null;
};

/** One heading and the rows of it that are in sight. */
export function PhotoSection({ placed, rows, focusRow, focusId, ...rest }: SectionProps) {
  const { section, top, height, firstRow } = placed;
  const numbers = Array.from({ length: rows.to - rows.from }, (_, index) => rows.from + index);
  if (focusRow !== null && (focusRow < rows.from || focusRow >= rows.to)) numbers.push(focusRow);
  return (
    <div role="rowgroup" className={cx(styles['section'])} style={{ top, height }}>
      <div role="row" aria-rowindex={firstRow} className={cx(styles['headingRow'])}>
        <span role="rowheader" aria-colspan={rest.columns} className={cx(styles['heading'])}>
          {section.heading}
        </span>
      </div>
      {numbers.map((row) => (
        <PhotoRow
          key={row}
          {...rest}
          photos={section.photos}
          row={row}
          ariaRow={firstRow + 1 + row}
          focusId={row === focusRow ? focusId : null}
        />
      ))}
    </div>
  );
}

type RowProps = RowsProps & {
  /** Those of the whole section. */
  readonly photos: readonly string[];
  readonly row: number;
  readonly ariaRow: number;
  /** The photo of this row that Tab reaches. */
  readonly focusId: string | null;
};

/** Scrolling draws new rows only: those that stay are not looked at again. */
const PhotoRow = memo(function PhotoRow(props: RowProps) {
  const { photos, row, ariaRow, columns, focusId, tile, pictures } = props;
  return (
    <div
      role="row"
      aria-rowindex={ariaRow}
      className={cx(styles['row'])}
      style={{
        top: `calc(var(--grid-heading-h) + ${row} * (var(--tile-h) + var(--tile-gap)))`,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
      }}
    >
      {photos.slice(row * columns, (row + 1) * columns).map((id, column) => (
        <Cell
          key={id}
          id={id}
          column={column + 1}
          photo={tile(id)}
          isFocus={id === focusId}
          pictures={pictures}
        />
      ))}
    </div>
  );
});

type CellProps = {
  readonly id: string;
  readonly column: number;
  readonly photo: PhotoTileData;
  readonly isFocus: boolean;
  readonly pictures: TilePictures;
};

/** What happens to a cell is heard by the grid, which knows it by `data-photo`. */
const Cell = memo(function Cell({ id, column, photo, isFocus, pictures }: CellProps) {
  const hint = useSyncExternalStore(pictures.subscribe, () => pictures.hintOf(id));
  const { name, badge, note, disabledReason } = photo;
  const words = [name, badge, hint?.word, note, disabledReason].filter((word) => word !== undefined);
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-label={words.join(', ')}
      aria-selected={photo.isSelected}
      aria-disabled={photo.disabledReason !== undefined}
      tabIndex={isFocus ? 0 : -1}
      className={cx(styles['cell'])}
      data-photo={id}
    >
      <PhotoTile id={id} photo={photo} hint={hint} pictures={pictures} />
    </div>
  );
});
