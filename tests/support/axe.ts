import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const severe = ['serious', 'critical'];

/** No serious or critical finding of axe on a page as it stands, in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // the portal notices by itself, a moment later
    const isFollowed = `html:not([data-mantine-color-scheme]), html[data-mantine-color-scheme="${colorScheme}"]`;
    await page.locator(isFollowed).waitFor({ state: 'attached' });
    // colours fade from one theme into the other
    await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => null)');
    const { violations } = await new AxeBuilder({ page }).analyze();
    const findings = violations
      .filter(({ impact }) => severe.includes(impact ?? ''))
      .map(({ id, help, nodes }) => ({
        theme: colorScheme,
        id,
        help,
        where: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
      }));
    expect(findings).toEqual([]);
  }
}
