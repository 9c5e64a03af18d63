import { LEAST_IN_GROUP } from '#solver/contract/api/year.ts';
import type { YearFigures } from '#solver/contract/api/year.ts';
import type { Repositories } from '../../store/store.ts';
import { dayOf } from '../../year/days.ts';
import { loadYear } from './load-year.ts';
import { reckonFigures } from './reckon-figures.ts';

/** The figures of a year whose personal data is gone; undefined where it is not, and where something was published since. */
export async function keptYear(
  { keptFigures, publications }: Repositories,
  cohortId: string,
): Promise<YearFigures | undefined> {
  const kept = await keptFigures.of(cohortId);
  if (!kept) return undefined;
  const published = (await publications.list(cohortId)).map(({ publishedAt }) => dayOf(publishedAt));
  return published.every((day) => day <= kept.today) ? kept : undefined;
}

/**
 * Keeps the figures of a year, so that it can be compared with others when the answers behind it are gone. Of a year with too few participants nothing is
 * told in them: it would be told of somebody. Figures that were kept before stay: later there is less to reckon them from. Within the transaction that
 * takes the answers, before it does. `today` as 2026-11-28.
 */
export async function keepYear(repositories: Repositories, cohortId: string, today: string): Promise<void> {
  if (await keptYear(repositories, cohortId)) return;
  const year = await loadYear(repositories, cohortId);
  if (year.versions.length === 0) return;
  const whole = reckonFigures(year, today);
  const told =
    whole.all.participants < LEAST_IN_GROUP ? reckonFigures({ ...year, relationships: [] }, today) : whole;
  await repositories.keptFigures.put(cohortId, { ...told, keptOn: today });
}
