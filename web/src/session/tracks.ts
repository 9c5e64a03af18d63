import type { Breakpoints } from '#solver/contract/explore/breakpoints.ts';
import type { FoundMatching, MatchedPair } from '#solver/contract/matching.ts';
import type { Decision, Policy } from '#solver/contract/policy/policy.ts';
import { differOnlyInWeights, isAmong, sameCriteria } from './policy-edits.ts';
import { stretchAt, trackFrom, type Stretch, type Track } from './track.ts';
import { fitOf, scoreOf } from './weights.ts';

/** The answer in whose place another match is told: weights change neither what the rules remove nor who may have whom. */
type Settled = Pick<
  FoundMatching,
  | 'possiblePairs'
  | 'allowedPairs'
  | 'rules'
  | 'engine'
  | 'timings'
  | 'unmatchedParticipants'
  | 'unmatchedMentors'
>;

const NO_PLACE_LEFT = 'In this match others have the places that would be allowed.';

/** The tracks of the criteria under one policy: what each weight alone can do to its best match. */
export class Tracks {
  readonly policy: Policy;
  readonly found: Breakpoints;
  readonly #tracks = new Map<string, Track>();
  readonly #points: ReadonlyMap<string, readonly number[]>;
  readonly #counts = new WeakMap<readonly Decision[], Map<Stretch, number>>();

  constructor(found: Breakpoints, policy: Policy) {
    this.policy = policy;
    this.found = found;
    for (const one of found.criteria) this.#tracks.set(one.criterion, trackFrom(one));
    this.#points = new Map(found.pairs.map(({ pair, points }) => [pair.join(), points]));
  }

  /** The track of a criterion, whatever the other weights are now. */
  of(criterion: string): Track | undefined {
    return this.#tracks.get(criterion);
  }

  /** True while nothing but the criterion's own weight differs from what was asked: no tick of its track has moved. */
  holdFor(policy: Policy, criterion: string): boolean {
    return (
      differOnlyInWeights(this.policy, policy) &&
      sameCriteria(this.policy, policy) &&
      policy.criteria.every(
        ({ id, weight }, at) => id === criterion || this.policy.criteria[at]?.weight === weight,
      )
    );
  }

  /**
   * The best match under a policy that differs from the asked one in the weight of one criterion, told in the place of a settled match;
   * undefined where the track does not say: more has changed, or the weight stands on a tick.
   */
  foresee(policy: Policy, settled: Settled): FoundMatching | undefined {
    const criterion = this.#movedCriterion(policy);
    const track = criterion === undefined ? undefined : this.of(criterion);
    const weight = policy.criteria.find(({ id }) => id === criterion)?.weight;
    const place = track && weight !== undefined ? stretchAt(track, weight) : undefined;
    const stretch = place === undefined ? undefined : track?.stretches[place];
    if (!track?.isProven || !stretch || policy.criteria.every((one) => one.weight === 0)) return undefined;
    return this.#told(stretch, policy, settled);
  }

  /** How many participants have other mentors in a stretch than in the pairs given. Counted once for each. */
  differing(stretch: Stretch, pairs: readonly Decision[]): number {
    const counts = this.#counts.get(pairs) ?? new Map<Stretch, number>();
    this.#counts.set(pairs, counts);
    const known = counts.get(stretch) ?? this.#differing(stretch, pairs).size;
    counts.set(stretch, known);
    return known;
  }

  #differing(stretch: Stretch, pairs: readonly Decision[]): ReadonlySet<string> {
    const here = new Map(
      stretch.pairs.map((pair) => {
        const ids = this.#idsOf(...pair);
        return [keyOf(ids), ids];
      }),
    );
    const differing = new Set<string>();
    for (const pair of pairs) if (!here.delete(keyOf(pair))) differing.add(pair.participant);
    for (const { participant } of here.values()) differing.add(participant);
    return differing;
  }

  /** The one criterion whose weight is another; undefined where it is none or more than one. */
  #movedCriterion(policy: Policy): string | undefined {
    const moved = policy.criteria.filter(({ weight }, at) => this.policy.criteria[at]?.weight !== weight);
    const [one] = moved;
    return one && moved.length === 1 && this.holdFor(policy, one.id) ? one.id : undefined;
  }

  #idsOf(participant: number, mentor: number): Decision {
    return {
      participant: this.found.participants[participant] ?? '',
      mentor: this.found.mentors[mentor] ?? '',
    };
  }

  #told(stretch: Stretch, policy: Policy, settled: Settled): FoundMatching {
    const pairs = stretch.pairs.map(([participant, mentor]): MatchedPair => {
      const ids = this.#idsOf(participant, mentor);
      const points = [...(this.#points.get(`${participant},${mentor}`) ?? [])];
      const fit = Math.round((fitOf(points, policy) ?? 0) * 100) / 100;
      return { ...ids, fit, score: scoreOf(points, policy), points, pinned: isAmong(policy.pins, ids) };
    });
    const score = pairs.reduce((sum, pair) => sum + pair.score, 0);
    const matched = pairs.length;
    const fits = pairs.reduce((sum, { fit }) => sum + fit, 0);
    const has = (side: 'participant' | 'mentor') => new Set(pairs.map((pair) => pair[side]));
    const { possiblePairs, allowedPairs, rules, engine, timings } = settled;
    return {
      status: 'optimal',
      pairs,
      unmatchedParticipants: leftOver(
        this.found.participants,
        has('participant'),
        settled.unmatchedParticipants,
      ),
      unmatchedMentors: leftOver(this.found.mentors, has('mentor'), settled.unmatchedMentors),
      matched,
      score,
      meanFit: matched === 0 ? 0 : Math.round((fits / matched) * 100) / 100,
      bound: { matched, score },
      relativeGap: 0,
      possiblePairs,
      allowedPairs,
      rules,
      allWeightsZero: false,
      engine,
      timings,
    };
  }
}

/** Ids hold no line breaks. */
function keyOf({ participant, mentor }: Decision): string {
  return `${participant}\n${mentor}`;
}

/** Whoever is not in the match, with what is known of them. Who is not known as left over was matched before, so somebody is allowed. */
function leftOver(
  ids: readonly string[],
  matched: ReadonlySet<string>,
  before: FoundMatching['unmatchedParticipants'],
): FoundMatching['unmatchedParticipants'] {
  const known = new Map(before.map((person) => [person.id, person]));
  return ids
    .filter((id) => !matched.has(id))
    .map((id) => known.get(id) ?? { id, allowed: 1, reason: NO_PLACE_LEFT });
}
