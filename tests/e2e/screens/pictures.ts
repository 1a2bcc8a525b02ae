import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

const folder = process.env['LETE_PICTURES'];

/** With `LETE_PICTURES=DIR` a sweep leaves a picture of each screen that it measures, for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${name.replace(/[^\w+×-]+/g, '_')}.jpg`),
    type: 'jpeg',
    quality: 70,
  });
}
