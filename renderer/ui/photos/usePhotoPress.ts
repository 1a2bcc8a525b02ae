import { type PointerEvent, type SyntheticEvent, useRef } from 'react';

const holdMs = 350;
const cancelMovePx = 10;

type Press = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  timer: number;
  held: boolean;
};

/** The photo whose cell an event came from. */
export const photoOf = (event: SyntheticEvent): string | undefined =>
  event.target instanceof Element
    ? event.target.closest<HTMLElement>('[data-photo]')?.dataset['photo']
    : undefined;

/**
 * Tells a tap from a hold from a scroll, for all cells of a grid; a hold asks for the loupe and swallows the click that
 * ends it.
 */
export function usePhotoPress(onTap: (id: string) => void, onHold: (id: string) => void) {
  const press = useRef<Press | null>(null);
  const stop = () => window.clearTimeout(press.current?.timer);
  return {
    onPointerDown: (event: PointerEvent) => {
      stop();
      const id = photoOf(event);
      if (id === undefined) return;
      const current: Press = { id, x: event.clientX, y: event.clientY, timer: 0, held: false };
      current.timer = window.setTimeout(() => {
        current.held = true;
        onHold(id);
      }, holdMs);
      press.current = current;
    },
    onPointerMove: (event: PointerEvent) => {
      const current = press.current;
      if (current === null) return;
      if (Math.hypot(event.clientX - current.x, event.clientY - current.y) > cancelMovePx) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onClick: (event: SyntheticEvent) => {
      const id = photoOf(event);
      const wasHeld = press.current?.held === true && press.current.id === id;
      press.current = null;
      if (id !== undefined && !wasHeld) onTap(id);
    },
    onContextMenu: (event: SyntheticEvent) => {
      if (photoOf(event) !== undefined) event.preventDefault();
    },
  };
}
