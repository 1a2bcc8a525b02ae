import {
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cx } from '../cx.ts';
import {
  type GridPlace,
  type GridSection,
  type GridStep,
  placeSections,
  rowsBetween,
  stepFrom,
  totalHeight,
  totalRows,
} from './gridRows.ts';
import type { PhotoTileData, TilePictures } from './PhotoTile.tsx';
import { PhotoSection } from './PhotoSection.tsx';
import styles from './photos.module.css';
import { photoOf, usePhotoPress } from './usePhotoPress.ts';
import { type GridViewport, useViewport } from './useViewport.ts';

export type PhotoGridProps = {
  /** „Fotogrāfijas: 248, izvēlētas 6” */
  readonly label: string;
  readonly sections: readonly GridSection[];
  /** Asked only for photos in sight: give the same function and the same object while nothing changed. */
  readonly tile: (id: string) => PhotoTileData;
  readonly pictures: TilePictures;
  readonly onToggle: (id: string) => void;
  /** Held for 350 ms, or tapped while `tapOpens`. */
  readonly onLoupe: (id: string) => void;
  /** A tap shows the photo large instead of choosing it (the „Palielināt” chip): a way without holding. */
  readonly tapOpens?: boolean;
  /** Photos now in sight or near it, to ask previews for; called when they change. */
  readonly onVisible?: (ids: readonly string[]) => void;
};

const keySteps: Readonly<Record<string, GridStep>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'rowStart',
  End: 'rowEnd',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

function stepOf(event: KeyboardEvent): GridStep | null {
  if (event.altKey || event.metaKey) return null;
  if (event.ctrlKey) return event.key === 'Home' ? 'first' : event.key === 'End' ? 'last' : null;
  return keySteps[event.key] ?? null;
}

/** Thousands of photos under sticky headings. The whole tile toggles; arrows walk, Space and Enter toggle. */
export function PhotoGrid(props: PhotoGridProps) {
  const { label, sections, tile, pictures, onToggle, onLoupe, tapOpens = false, onVisible } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useViewport(scroller);
  const columns = view?.columns ?? 1;
  const metrics = { columns, rowHeight: view?.rowHeight ?? 0, headingHeight: view?.headingHeight ?? 0 };
  const placed = useMemo(
    () =>
      placeSections(sections, {
        columns,
        rowHeight: metrics.rowHeight,
        headingHeight: metrics.headingHeight,
      }),
    [sections, columns, metrics.rowHeight, metrics.headingHeight],
  );
  const focus = useGridFocus(sections, scroller);
  const act = (id: string) => {
    if (tapOpens) onLoupe(id);
    else if (tile(id).disabledReason === undefined) onToggle(id);
  };
  const press = usePhotoPress(act, onLoupe);
  const visible = view === null ? [] : idsInSight(placed, view);
  useVisible(visible, onVisible);

  const onKeyDown = (event: KeyboardEvent) => {
    if (focus.place === null || view === null) return;
    const step = stepOf(event);
    if (step !== null) {
      const pageRows = Math.max(1, Math.floor(view.height / view.rowHeight) - 1);
      focus.moveTo(stepFrom(sections, focus.place, step, columns, pageRows));
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (focus.id !== null) act(focus.id);
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={cx(styles['scroller'])}>
      <div
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        aria-rowcount={totalRows(placed)}
        aria-colcount={columns}
        className={cx(styles['grid'])}
        style={{ height: totalHeight(placed) }}
        onKeyDown={onKeyDown}
        onFocus={focus.onFocus}
        {...press}
      >
        {view !== null &&
          placed.map((section, index) => {
            const isNear = overlaps(section, view);
            const focusRow = focus.place?.section === index ? Math.floor(focus.place.index / columns) : null;
            if (!isNear && focusRow === null) return null;
            return (
              <PhotoSection
                key={section.section.id}
                placed={section}
                columns={columns}
                rows={rowsBetween(section, metrics, view.scrollTop - view.overscan, bottomOf(view))}
                focusRow={focusRow}
                focusId={focus.id}
                tile={tile}
                pictures={pictures}
              />
            );
          })}
      </div>
    </div>
  );
}

const bottomOf = (view: GridViewport): number =>
  view.scrollTop + view.height + view.rowHeight / 2 + view.overscan;

const overlaps = (section: { readonly top: number; readonly height: number }, view: GridViewport): boolean =>
  section.top + section.height > view.scrollTop - view.overscan && section.top < bottomOf(view);

function idsInSight(placed: ReturnType<typeof placeSections>, view: GridViewport): readonly string[] {
  return placed
    .filter((section) => overlaps(section, view))
    .flatMap((section) => {
      const { from, to } = rowsBetween(section, view, view.scrollTop - view.overscan, bottomOf(view));
      return section.section.photos.slice(from * view.columns, to * view.columns);
    });
}

function useVisible(ids: readonly string[], onVisible?: (ids: readonly string[]) => void): void {
  const key = `${ids[0]} ${ids.at(-1)} ${ids.length}`;
  const latest = useRef({ ids, onVisible });
  useEffect(() => {
    latest.current = { ids, onVisible };
  });
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the key stands for the ids: a list is a new object at every draw
  useEffect(() => latest.current.onVisible?.(latest.current.ids), [key]);
}

/** One photo of the grid can be reached by Tab; it is remembered by place and mended when photos go. */
function useGridFocus(sections: readonly GridSection[], scroller: RefObject<HTMLElement | null>) {
  const [wanted, setWanted] = useState<GridPlace | null>(null);
  /** A key moved the focus: the new cell then takes the real one. */
  const take = useRef(false);
  const at = (place: GridPlace | null) =>
    place === null ? undefined : sections[place.section]?.photos[place.index];
  const first = sections.findIndex((section) => section.photos.length > 0);
  const fallback: GridPlace | null = first === -1 ? null : { section: first, index: 0 };
  const place = at(wanted) === undefined ? fallback : wanted;
  useEffect(() => {
    if (!take.current) return;
    take.current = false;
    const cell = scroller.current?.querySelector<HTMLElement>('[data-photo][tabindex="0"]');
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest' });
  });
  return {
    place,
    id: at(place) ?? null,
    onFocus: (event: SyntheticEvent) => {
      const id = photoOf(event);
      if (id === undefined || id === at(place)) return;
      const section = sections.findIndex(({ photos }) => photos.includes(id));
      if (section !== -1) setWanted({ section, index: sections[section]?.photos.indexOf(id) ?? 0 });
    },
    moveTo: (next: GridPlace) => {
      take.current = true;
      setWanted(next);
    },
  };
}
