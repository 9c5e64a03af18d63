import type { YearFigures } from '#solver/contract/api/year.ts';
import { dayOf } from '../../year/days.ts';
import type { Context } from '../context.ts';
import { keptYear } from './kept-year.ts';
import { loadYear } from './load-year.ts';
import { reckonFigures } from './reckon-figures.ts';

/** What the year comes to in figures, and what it says about the criteria; once its personal data is gone, what was kept then. Throws NOT_FOUND. */
export function readFigures({ store }: Context, cohortId: string, now: Date): Promise<YearFigures> {
  return store.transaction(async (repositories) => {
    const year = await loadYear(repositories, cohortId);
    return (await keptYear(repositories, cohortId)) ?? reckonFigures(year, dayOf(now.toISOString()));
  });
}
