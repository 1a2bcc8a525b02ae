import { useEffect, useRef } from 'react';
import { cx } from '../cx.ts';
import type { PlacedSection, RowRange } from './gridRows.ts';
import { PhotoTile, type PhotoTileData } from './PhotoTile.tsx';
import styles from './photos.module.css';
import type { usePhotoPress } from './usePhotoPress.ts';

type Press = ReturnType<typeof usePhotoPress>;

type SectionProps = {
  readonly placed: PlacedSection;
  readonly columns: number;
  readonly rows: RowRange;
  /** The row that holds the focus is drawn even out of sight: removing it would throw the focus away. */
  readonly focusRow: number | null;
  readonly focusId: string | null;
  readonly tile: (id: string) => PhotoTileData;
  readonly press: Press;
  readonly onFocus: (index: number) => void;
  readonly shouldTakeFocus: () => boolean;
};

/** One heading and the rows of it that are in sight. */
export function PhotoSection(props: SectionProps) {
  const { placed, columns, rows, focusRow } = props;
  const { section, top, height, firstRow } = placed;
  const numbers = Array.from({ length: rows.to - rows.from }, (_, index) => rows.from + index);
  if (focusRow !== null && (focusRow < rows.from || focusRow >= rows.to)) numbers.push(focusRow);
  return (
    <div role="rowgroup" className={cx(styles['section'])} style={{ top, height }}>
      <div role="row" aria-rowindex={firstRow} className={cx(styles['headingRow'])}>
        <span role="rowheader" aria-colspan={columns} className={cx(styles['heading'])}>
          {section.heading}
        </span>
      </div>
      {numbers.map((row) => (
        <div
          key={row}
          role="row"
          aria-rowindex={firstRow + 1 + row}
          className={cx(styles['row'])}
          style={{
            top: `calc(var(--grid-heading-h) + ${row} * (var(--tile-h) + var(--tile-gap)))`,
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          }}
        >
          {section.photos.slice(row * columns, (row + 1) * columns).map((id, column) => (
            <Cell
              key={id}
              id={id}
              column={column + 1}
              photo={props.tile(id)}
              isFocus={id === props.focusId}
              press={props.press}
              onFocus={() => props.onFocus(row * columns + column)}
              shouldTakeFocus={props.shouldTakeFocus}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

type CellProps = {
  readonly id: string;
  readonly column: number;
  readonly photo: PhotoTileData;
  readonly isFocus: boolean;
  readonly press: Press;
  readonly onFocus: () => void;
  readonly shouldTakeFocus: () => boolean;
};

function Cell(props: CellProps) {
  const { id, column, photo, isFocus, press } = props;
  const cell = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isFocus || !props.shouldTakeFocus()) return;
    cell.current?.focus({ preventScroll: true });
    cell.current?.scrollIntoView({ block: 'nearest' });
  });
  const words = [photo.name, photo.badge, photo.note, photo.disabledReason].filter(
    (word) => word !== undefined,
  );
  return (
    <div
      ref={cell}
      role="gridcell"
      aria-colindex={column}
      aria-label={words.join(', ')}
      aria-selected={photo.isSelected}
      aria-disabled={photo.disabledReason !== undefined}
      tabIndex={isFocus ? 0 : -1}
      className={cx(styles['cell'])}
      onFocus={props.onFocus}
      onClick={() => press.onClick(id)}
      onPointerDown={(event) => press.onPointerDown(event, id)}
      onPointerMove={press.onPointerMove}
      onPointerUp={press.onPointerEnd}
      onPointerCancel={press.onPointerEnd}
      onContextMenu={(event) => event.preventDefault()}
    >
      <PhotoTile photo={photo} />
    </div>
  );
}
