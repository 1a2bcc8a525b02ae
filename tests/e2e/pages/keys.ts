import type { CDPSession, Locator, Page } from 'playwright';

const MOST_STOPS = 90;
const APPEARS_MS = 2000;
const SCANNER_PACE_S = 0.005;

const holdsFocus = (element: Element): boolean =>
  element.contains(document.activeElement) && document.activeElement !== document.body;

/** A person without pointer: walks with Tab until the wanted part has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  // What the on-screen keyboard covers is not there until the focus has left the field.
  await target
    .first()
    .waitFor({ state: 'attached', timeout: APPEARS_MS })
    .catch(() => undefined);
  const visited: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const isThere = (await target.count()) > 0 && (await target.first().evaluate(holdsFocus));
    if (isThere) return seen(page);
    await page.keyboard.press('Tab');
    visited.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 60) ?? ''));
  }
  throw new Error(`Tab does not lead to ${target.toString()}: ${visited.slice(-8).join(' → ')}`);
}

/** Walks there and presses it. */
export async function pressByKey(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Picks one of several with the arrow keys. */
export async function pickByArrows(page: Page, group: Locator, wanted: Locator): Promise<void> {
  await tabTo(page, group);
  for (let step = 0; step < 20; step += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) {
      await page.keyboard.press('Space');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`Arrow keys do not lead to ${wanted.toString()}.`);
}

/** Where the focus is must be on the screen and not under something that stays on top. */
async function seen(page: Page): Promise<void> {
  const problem = await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return 'nothing has the focus';
    const shown = element.matches('input[type=radio], input[type=checkbox]')
      ? (element.closest('label') ?? element)
      : element;
    const box = shown.getBoundingClientRect();
    if (box.width === 0 || box.bottom < 0 || box.top > window.innerHeight)
      return 'the focus is off the screen';
    const [x, y] = [box.left + box.width / 2, Math.min(box.top + box.height / 2, window.innerHeight - 1)];
    const top = document.elementFromPoint(x, y);
    return top !== null && (shown.contains(top) || top.contains(shown)) ? null : 'the focus is covered';
  });
  if (problem !== null) {
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
    throw new Error(`${problem}: ${where}`);
  }
}

/** Types a code in one burst, as a scanner does: the keys come faster than they could be asked for one by one. */
export async function typeFast(page: Page, code: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  const sent = [...code, 'Enter'].flatMap((sign, index) =>
    keystroke(devtools, sign, start + index * SCANNER_PACE_S),
  );
  await Promise.all(sent);
  await devtools.detach();
}

function keystroke(devtools: CDPSession, sign: string, timestamp: number): readonly Promise<unknown>[] {
  const isDigit = /\d/.test(sign);
  const code = sign === 'Enter' ? 'Enter' : isDigit ? `Digit${sign}` : `Key${sign.toUpperCase()}`;
  const text = sign === 'Enter' ? '\r' : sign;
  const key = {
    key: sign,
    code,
    windowsVirtualKeyCode: sign === 'Enter' ? 13 : sign.toUpperCase().charCodeAt(0),
  };
  const modifiers = /[A-Z]/.test(sign) && sign.length === 1 ? 8 : 0;
  return [
    devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, modifiers, text, timestamp }),
    devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, modifiers, timestamp }),
  ];
}
