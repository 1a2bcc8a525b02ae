import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

const MOST_LOOKS = 4;

/** Violations of WCAG 2.2 AA as axe finds them: rule and places. Electron cannot open the page axe otherwise wants. */
export async function axeFaultsOf(page: Page): Promise<readonly string[]> {
  // What was announced of a button that waited names an element of the screen before, and goes after seconds. It may
  // also come while axe looks: then it looks again.
  const announced = page.locator('[data-live-announcer] [role=img]').first();
  for (let look = 1; ; look += 1) {
    await announced.waitFor({ state: 'detached' });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).analyze();
    if (look < MOST_LOOKS && (await announced.count()) > 0) continue;
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`,
      ),
    );
  }
}
