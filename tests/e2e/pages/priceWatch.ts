import type { Page } from 'playwright';

/** Runs in the page: the price in the footer, at every frame from now on, each change once. */
const watch = (): void => {
  const shown: string[] = [];
  (window as unknown as { prices: readonly string[] }).prices = shown;
  const look = (): void => {
    const footer = document.querySelector('footer [aria-live=polite]');
    const price =
      footer === null ? null : (/[\d.,]+(?=\s€)|(?<=€)[\d.,]+/.exec(footer.textContent ?? '')?.[0] ?? 'none');
    if (price !== null && price.replace('.', ',') !== shown.at(-1)) shown.push(price.replace('.', ','));
    requestAnimationFrame(look);
  };
  look();
};

export const watchPrice = (page: Page): Promise<void> => page.evaluate(watch);

/** The prices that the footer has shown, one after the other; „none” for a footer without one. */
export const pricesShown = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { prices: readonly string[] }).prices);
