import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Violations of WCAG 2.2 AA as axe finds them: rule and places. Electron cannot open the page axe otherwise wants. */
export async function axeFaultsOf(page: Page): Promise<readonly string[]> {
  // What was announced of a button that waited names an element of the screen before, and goes after seconds.
  await page.locator('[data-live-announcer] [role=img]').first().waitFor({ state: 'detached' });
  await page.evaluate(async () => {
    // A colour on its way from one look to another is neither; what moves without end is no colour.
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map((one) => one.finished));
  });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`,
    ),
  );
}
