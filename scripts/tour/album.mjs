import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Numbered screenshots, one after another as the tour goes. */
export async function createAlbum(folder) {
  await mkdir(folder, { recursive: true });
  const kept = [];
  return {
    kept,
    shot: async (page, name) => {
      await page.evaluate(() => document.fonts.ready);
      // Two frames: what the last action changed has been drawn.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      );
      const file = `${String(kept.length + 1).padStart(2, '0')}-${name}.png`;
      await page.screenshot({ path: join(folder, file), type: 'png', animations: 'disabled' });
      kept.push(file);
    },
  };
}
