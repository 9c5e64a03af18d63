import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Axe on what is on screen. No page here has frames; the mode that looks into them opens a page of its own at every look and takes twice as long. */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

/** Axe's serious and critical findings on what is on screen: each rule with the elements that break it. */
export async function seriousIssues(page: Page): Promise<string[]> {
  return seriousOf(await axe(page).analyze());
}

/** The rules about colours that a whole look applies. Their tag would switch on one more, that of the highest level. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** The same by the rules about colours alone, for what was looked at whole in other colours: nothing else differs. */
export async function colourIssues(page: Page): Promise<string[]> {
  return seriousOf(await axe(page).withRules(ABOUT_COLOURS).analyze());
}

/** Those of both schemes of colours, each told by its scheme. Leaves the page in the dark one. */
export async function seriousIssuesOfSchemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await seriousIssues(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await colourIssues(page);
  return [...light, ...dark.map((issue) => `in the dark: ${issue}`)];
}

function seriousOf({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): string[] {
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
