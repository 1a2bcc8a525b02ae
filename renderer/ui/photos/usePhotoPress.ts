import { type PointerEvent, useRef } from 'react';

const holdMs = 350;
const cancelMovePx = 10;

type Press = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  timer: number;
  held: boolean;
};

/** Tells a tap from a hold from a scroll; a hold asks for the loupe and swallows the click that ends it. */
export function usePhotoPress(onTap: (id: string) => void, onHold: (id: string) => void) {
  const press = useRef<Press | null>(null);
  const stop = () => window.clearTimeout(press.current?.timer);
  return {
    onPointerDown: (event: PointerEvent, id: string) => {
      stop();
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
    onPointerEnd: stop,
    onClick: (id: string) => {
      const wasHeld = press.current?.held === true && press.current.id === id;
      press.current = null;
      if (!wasHeld) onTap(id);
    },
  };
}
