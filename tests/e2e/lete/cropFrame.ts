import type { Page } from 'playwright';

/** Where the frame of the editor stands on the screen, in whole pixels inside its edge. */
export const frameOf = (page: Page) =>
  page.getByRole('application').evaluate((stage) => {
    const frame = [...stage.querySelectorAll(':scope > div[style]')].at(-1);
    const { x, y, width, height } = frame?.getBoundingClientRect() ?? new DOMRect();
    const edge = 6;
    return {
      clip: {
        x: Math.ceil(x) + edge,
        y: Math.ceil(y) + edge,
        width: Math.floor(width) - 2 * edge,
        height: Math.floor(height) - 2 * edge,
      },
      frame: { width: Math.round(width), height: Math.round(height) },
      edge,
    };
  });
