import type { OneMorePlace, Shortage, ShortGroup } from '../../contract/explore/shortage.ts';
import { MileError } from '../../contract/errors.ts';
import { DEFAULT_LEVELS } from '../../contract/problem.ts';
import type { Problem, ProblemNode } from '../../contract/problem.ts';
import { inverse } from '../../program/canonical.ts';
import { counted } from '../counted.ts';
import type { Resolve } from '../resolve.ts';
import { levelChange, standingOf } from '../standing.ts';
import type { Standing } from '../standing.ts';
import { deficientGroups } from './groups.ts';
import { PlaceSearch } from './place-search.ts';
import { reliefByQuota } from './relief.ts';

/**
 * Who cannot be matched, and which places would help; quotas are asked for one by one through `resolve`. Gains are those of the levels
 * matched and score, whatever the problem's levels are, because shortage is a question about the number of pairs.
 * Where minima and pins cannot hold together the groups are those without them, and no place has a gain.
 * Throws INVALID_PROBLEM and TOO_LARGE_TO_STAY_EXACT.
 */
export function shortageOf(problem: Problem, resolve: Resolve): Shortage {
  const pure: Problem = { ...problem, quotas: [], levels: DEFAULT_LEVELS };
  const firm = roomyStanding(pure);
  const standing = firm ?? roomyStanding(withoutDemands(pure)) ?? nothingDemanded();
  const groups = deficientGroups(standing.program, standing.x).map((group) => ({
    participants: group.participants.map((rank) =>
      idAt(problem.participants, standing.canonical.order.participants, rank),
    ),
    mentors: group.mentors.map((rank) => idAt(problem.mentors, standing.canonical.order.mentors, rank)),
    missing: group.missing,
    sentence: groupSentence(group.participants.length, group.mentors.length, group.wanted, group.missing),
  }));
  const unmatched = groups.reduce((sum, { missing }) => sum + missing, 0);
  const search = firm && new PlaceSearch(firm);
  const oneMore = search ? oneMorePlace(problem, standing, search) : [];
  const places = search ? fewestPlaces(problem, standing, search) : [];
  const quotas = problem.quotas.length > 0 ? reliefByQuota(problem, resolve) : null;
  const sentence = firm ? shortageSentence(unmatched, groups, places) : UNFOUNDED;
  return { format: 'mile-shortage/1', unmatched, groups, oneMore, places, quotas, sentence };
}

const UNFOUNDED =
  'The minima and pins cannot hold together, so the groups are told without them. Ask for the conflict first.';

/** A standing that stays exact with more places, up to a partner for every place that a participant asks for. */
export function roomyStanding(problem: Problem): Standing | undefined {
  const { participants, mentors } = problem;
  const most = participants.reduce((sum, { max }) => sum + Math.min(max, mentors.length + 1), 0);
  return standingOf(problem, most);
}

/** Gains are gains of a match. */
export function noFirmMatch(): never {
  throw new MileError(
    'INVALID_PROBLEM',
    'The minima and pins cannot hold together, so nothing can be said of more mentors. Ask for the conflict first.',
  );
}

function withoutDemands(problem: Problem): Problem {
  const free = (nodes: readonly ProblemNode[]) => nodes.map((node) => ({ ...node, min: 0 }));
  return { ...problem, participants: free(problem.participants), mentors: free(problem.mentors), pinned: [] };
}

function nothingDemanded(): never {
  throw new MileError('INTERNAL', 'A problem without demands has no match. Please report this problem file.');
}

function idAt(nodes: readonly ProblemNode[], order: Int32Array, rank: number): string {
  return nodes[order[rank] as number]?.id ?? '';
}

function oneMorePlace(
  { mentors }: Problem,
  { canonical, unit }: Standing,
  search: PlaceSearch,
): OneMorePlace[] {
  const rank = inverse(canonical.order.mentors);
  return mentors.map(({ id }, index) => ({
    mentor: id,
    ...levelChange(search.gainAt(rank[index] as number), unit),
  }));
}

/** Places one after the other where they gain most, as long as they match somebody. */
function fewestPlaces(problem: Problem, { canonical, unit }: Standing, search: PlaceSearch): OneMorePlace[] {
  const places: OneMorePlace[] = [];
  for (let mentor = search.best(); mentor >= 0; mentor = search.best()) {
    const gain = levelChange(search.gainAt(mentor), unit);
    if (gain.matched === 0) break;
    places.push({ mentor: idAt(problem.mentors, canonical.order.mentors, mentor), ...gain });
    search.add(mentor);
  }
  return places;
}

function groupSentence(participants: number, mentors: number, wanted: number, missing: number): string {
  const who = counted(participants, 'participant');
  if (mentors === 0) return `${who} without any possible mentor.`;
  const share = participants === 1 ? 'has' : 'share';
  const places = counted(wanted - missing, 'place');
  return `${who} ${share} ${counted(mentors, 'possible mentor')} with ${places} for them: ${missing} missing.`;
}

function shortageSentence(
  unmatched: number,
  groups: readonly ShortGroup[],
  places: readonly OneMorePlace[],
): string {
  if (unmatched === 0) return 'There are places enough for everybody.';
  const where = groups.length === 1 ? 'in one group' : `in ${groups.length} independent groups`;
  const wish = `${counted(unmatched, 'place')} that participants ask for cannot be given, ${where}.`;
  if (places.length === 0)
    return `${wish} More places at their mentors would not help: they need other mentors.`;
  const help = `${counted(places.length, 'more place')} at ${counted(new Set(places.map(({ mentor }) => mentor)).size, 'mentor')}`;
  return places.length === unmatched
    ? `${wish} ${help} would be enough.`
    : `${wish} ${help} would help; ${counted(unmatched - places.length, 'place')} can only come from other mentors.`;
}
