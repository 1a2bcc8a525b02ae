import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { onTokensChange, readToken } from '../readToken.ts';
import type { GridMetrics } from './gridRows.ts';

export type GridViewport = GridMetrics & {
  readonly height: number;
  readonly scrollTop: number;
  /** How far beyond the edges tiles are drawn. */
  readonly overscan: number;
};

function measure(element: HTMLElement): Omit<GridViewport, 'scrollTop'> {
  const gap = readToken('--tile-gap', element);
  const width = element.clientWidth - readToken('--grid-edge', element) * 2;
  const columns = Math.max(1, Math.floor((width + gap) / (readToken('--tile-min-w', element) + gap)));
  return {
    columns,
    rowHeight: readToken('--tile-h', element) + gap,
    headingHeight: readToken('--grid-heading-h', element),
    overscan: readToken('--grid-overscan', element),
    height: element.clientHeight,
  };
}

/** Size and scroll place of a grid. It draws anew per row scrolled, not per pixel. */
export function useViewport(element: RefObject<HTMLElement | null>): GridViewport | null {
  const [size, setSize] = useState<Omit<GridViewport, 'scrollTop'> | null>(null);
  const [scrollTop, setScrollTop] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const update = () => setSize(measure(target));
    update();
    const observer = new ResizeObserver(update);
    observer.observe(target);
    const stop = onTokensChange(update);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [element]);
  const step = size === null ? 0 : size.rowHeight / 2;
  useEffect(() => {
    const target = element.current;
    if (target === null || step === 0) return;
    const onScroll = () => setScrollTop(Math.floor(target.scrollTop / step) * step);
    target.addEventListener('scroll', onScroll, { passive: true });
    return () => target.removeEventListener('scroll', onScroll);
  }, [element, step]);
  return size === null ? null : { ...size, scrollTop };
}
