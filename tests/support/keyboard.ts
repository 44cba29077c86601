import type { Locator, Page } from 'playwright-core';

/** More than any page has between two things that are used one after the other. */
const mostSteps = 80;

/** Goes on by the Tab key until something has the focus, as people do who have no mouse. */
export async function tabTo(target: Locator): Promise<void> {
  const page: Page = target.page();
  await target.first().waitFor();
  for (let steps = 0; steps < mostSteps; steps++) {
    if (await target.first().evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not reached by the Tab key`);
}

/** Goes to a button or link, and presses it. */
export async function pressByTab(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press('Enter');
}

/** Types into a field that gets the focus by itself, as the first one of a dialog does. */
export async function typeInto(target: Locator, text: string): Promise<void> {
  const page: Page = target.page();
  await target.and(page.locator(':focus')).waitFor();
  await page.keyboard.type(text);
}
