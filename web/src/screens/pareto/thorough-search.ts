import type { Pareto } from '#solver/contract/explore/pareto.ts';
import { paretoSweepApi, type ParetoRequest } from '../../api/sweep-api.ts';
import { FollowedSweep } from '../../session/followed-sweep.svelte.ts';

export type ThoroughSearch = FollowedSweep<ParetoRequest, Pareto>;

let kept: { subject: string; search: ThoroughSearch } | undefined;

/**
 * The search for all trade-offs of a subject. It goes on while its screen is left, and is found again there as long as this window stays open; where another subject
 * is asked about, nobody waits for it any more.
 */
export function thoroughSearch(cohortId: string, subject: string): ThoroughSearch {
  if (kept?.subject === subject) return kept.search;
  kept?.search.close();
  const search: ThoroughSearch = new FollowedSweep({
    begin: (request) => paretoSweepApi.begin(cohortId, request),
    follow: (id, watch) => paretoSweepApi.follow(cohortId, id, watch),
    stop: (id) => paretoSweepApi.stop(cohortId, id),
  });
  kept = { subject, search };
  return search;
}
