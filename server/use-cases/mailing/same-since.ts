import type { FoundMatching } from '#solver/contract/matching.ts';
import type { PublishedMatch } from '../../files/announce/letters-of.ts';
import type { LetterFate } from '../../store/outbox.ts';
import type { Repositories } from '../../store/store.ts';
import { versionOf } from './occasion.ts';

type Pairs = readonly (readonly [string, string])[];

/**
 * Whoever has the same partners as in an earlier version, and was sent its letter, need not hear again: "SIDE ID" -> the newest such version. A letter that
 * failed tells nobody anything.
 */
export async function sameSince(
  { publications, matchSets }: Repositories,
  cohortId: string,
  match: PublishedMatch,
  fates: readonly LetterFate[],
): Promise<Map<string, number>> {
  const same = new Map<string, number>();
  const [newest, ...earlier] = await publications.list(cohortId);
  if (!newest) return same;
  const now = partnersIn(match.pairs);
  for (const { version, matchSet } of earlier.reverse()) {
    const reached = fates.filter((fate) => versionOf(fate) === version && fate.state !== 'failed');
    if (reached.length === 0) continue;
    const set = await matchSets.get(matchSet);
    const { pairs } = JSON.parse(set?.matching_json ?? '{"pairs":[]}') as Pick<FoundMatching, 'pairs'>;
    const then = partnersIn(pairs.map(({ participant, mentor }) => [participant, mentor]));
    for (const { side, person } of reached) {
      const key = `${side} ${person}`;
      if (now.get(key) === then.get(key)) same.set(key, version);
    }
  }
  return same;
}

/** "SIDE ID" -> the ids of the partners, in one order. */
function partnersIn(pairs: Pairs): Map<string, string> {
  const partners = new Map<string, string[]>();
  const add = (key: string, partner: string) => partners.set(key, [...(partners.get(key) ?? []), partner]);
  for (const [participant, mentor] of pairs) {
    add(`participant ${participant}`, mentor);
    add(`mentor ${mentor}`, participant);
  }
  return new Map([...partners].map(([key, ids]) => [key, ids.sort().join(' ')]));
}
