import { common } from '../../../renderer/i18n/texts/lv/common.ts';
import { kiosk as texts } from '../../../renderer/i18n/texts/lv/kiosk.ts';
import { whenPressable } from './cdp.mjs';

const PATIENCE_MS = 60_000;
/** Without a picture for so long, something is broken and not slow. */
const LOOK_PATIENCE_MS = 600_000;

/**
 * Touches the start screen and goes on to the photos. Milliseconds from leaving the source screen until the first photo
 * can be chosen, and until every tile in view shows its picture.
 */
export async function openGrid(page) {
  await page.run(whenPressable, texts.start.go, PATIENCE_MS);
  await page.run(press, texts.start.go);
  await page.run(whenPressable, common.actions.continue, PATIENCE_MS);
  return page.run(chooseSource, common.actions.continue, PATIENCE_MS);
}

/** Scrolls from here to the end of the photos, a view at a time, each as soon as all its tiles show their pictures. */
export function lookThroughGrid(page) {
  return page.run(lookThrough, LOOK_PATIENCE_MS);
}

/* In the page */

function press(text) {
  [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === text).click();
}

/** Presses the button and watches, frame by frame, until each tile in view shows its picture. */
function chooseSource(text, patienceMs) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let firstTile = null;
    const look = () => {
      const at = performance.now() - start;
      const scroller = document.querySelector('[role=grid]')?.parentElement;
      const view = scroller?.getBoundingClientRect();
      const cells = [...document.querySelectorAll('[role=gridcell]')].filter((cell) => {
        const { top, bottom, width } = cell.getBoundingClientRect();
        return width > 0 && bottom > view.top && top < view.bottom;
      });
      const shown = cells.filter((cell) => {
        const image = cell.querySelector('img');
        return image !== null && image.complete && image.naturalWidth > 0;
      });
      if (shown.length > 0) firstTile ??= at;
      if (cells.length > 0 && shown.length === cells.length) return resolve({ firstTile, allTiles: at });
      if (at > patienceMs) return reject(new Error(`${shown.length} of ${cells.length} tiles show a photo`));
      requestAnimationFrame(look);
    };
    [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === text).click();
    look();
  });
}

async function lookThrough(patienceMs) {
  const end = performance.now() + patienceMs;
  const scroller = document.querySelector('[role=grid]').parentElement;
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const isShown = () => {
    const view = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll('[role=gridcell]')].every((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom <= view.top || top >= view.bottom || cell.querySelector('img')?.naturalWidth > 0;
    });
  };
  while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
    scroller.scrollTop += scroller.clientHeight;
    do await frame();
    while (!isShown() && performance.now() < end);
    if (performance.now() >= end) throw new Error('the photos did not come in time');
  }
}
