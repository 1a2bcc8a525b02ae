import type { Input, WebContents } from 'electron';

const EDITING = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyZ']);
const ZOOM = { Equal: 0.1, NumpadAdd: 0.1, Minus: -0.1, NumpadSubtract: -0.1 } as const;

type Pressed = Pick<Input, 'code' | 'key' | 'control' | 'alt' | 'meta'>;

const LEAVING =
  /^(F\d+|(Browser|Launch|Media).*|PrintScreen|ContextMenu|Help|Open|Find|Props|Power|Sleep|WakeUp)$/;

/** AltGr, which Windows reports as Ctrl and Alt, types letters that no ASCII keyboard has; shortcuts are ASCII. */
const typesLetter = ({ key, alt, meta }: Pressed): boolean => alt && !meta && /^[^\x00-\x7f]$/u.test(key);

/** Keys that would leave, reload, print, zoom or inspect a kiosk page. Typing and moving about stay. */
export const isBlockedAtKiosk = (input: Pressed): boolean => {
  if (LEAVING.test(input.code)) return true;
  return (input.control || input.alt || input.meta) && !typesLetter(input);
};

/** Keys the counter must not have: reload, print, inspect, close. Its own shortcuts pass. */
export const isBlockedAtCounter = (
  input: Pick<Input, 'code' | 'control' | 'alt' | 'meta' | 'shift'>,
): boolean => {
  if (input.code === 'F5' || input.code === 'F11' || input.code === 'F12') return true;
  if (input.alt && /^Arrow(Left|Right)$/.test(input.code)) return true;
  if (!(input.control || input.meta)) return false;
  if (EDITING.has(input.code)) return false;
  return ['KeyR', 'KeyP', 'KeyW', 'KeyO', 'KeyS', 'KeyU', 'KeyI', 'KeyJ'].includes(input.code);
};

const zoomed = (now: number, code: string): number | null => {
  if (code === 'Digit0' || code === 'Numpad0') return 1;
  const step = ZOOM[code as keyof typeof ZOOM];
  return step === undefined ? null : Math.min(2, Math.max(1, Math.round((now + step) * 10) / 10));
};

/** Installs the key rules of a window. At the counter Ctrl + / − / 0 zoom from 100 to 200 % (design guide 8). */
export const guardKeys = (contents: WebContents, kind: 'setup' | 'kiosk' | 'counter'): void => {
  contents.on('before-input-event', (event, input) => {
    if (kind === 'kiosk' ? isBlockedAtKiosk(input) : isBlockedAtCounter(input)) return event.preventDefault();
    if (kind === 'kiosk' || !(input.control || input.meta) || input.type !== 'keyDown') return;
    const factor = zoomed(contents.getZoomFactor(), input.code);
    if (factor === null) return;
    contents.setZoomFactor(factor);
    event.preventDefault();
  });
  contents.on('context-menu', (event) => event.preventDefault());
};
