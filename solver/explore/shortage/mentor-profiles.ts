import type { MentorProfile, MentorProfiles } from '../../contract/explore/mentor-profiles.ts';
import { DEFAULT_LEVELS } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { inverse } from '../../program/canonical.ts';
import { scoreCohort } from '../../score/score.ts';
import { counted } from '../counted.ts';
import { levelChange } from '../standing.ts';
import type { LevelChange, Standing } from '../standing.ts';
import { PlaceSearch } from './place-search.ts';
import type { Reached } from './place-search.ts';
import { namedTopics, profileParts } from './profile-parts.ts';
import type { Location, Named, ProfileParts } from './profile-parts.ts';
import { profileScores } from './profile-scores.ts';
import type { ProfileAnswers } from './profile-scores.ts';
import { noFirmMatch, roomyStanding } from './shortage.ts';

export interface ProfilesQuestion {
  /** Ids of topics that each of the mentors would offer; without them those with which a mentor helps most. */
  readonly topics?: readonly string[] | undefined;
  /** Tell so many profiles. */
  readonly most: number;
}

/** Profiles that are scored at once. */
const AT_ONCE = 20_000;

/**
 * What one more mentor with one place would give to the best match, for each region and type, exactly, for the topics that are named or else for
 * those that give most. A mentor has one participant: the gain is the largest one over participants i of what the pair is worth, less what
 * i is worth where i is (a shortest path, `PlaceSearch`). So the topics that give most are the wishes of some participant, and every participant
 * is tried beside the mentor who offers just those. Quotas apart, levels matched and score. `check` may throw to stop.
 * Throws INVALID_INPUT, INVALID_PROBLEM where minima and pins cannot hold together, and what `scoreCohort` throws.
 */
export function mentorProfiles(
  compiled: CompiledCohort,
  policy: Policy,
  question: ProfilesQuestion,
  check: () => void,
): MentorProfiles {
  return new Profiles(compiled, policy, question, check).answer();
}

/** A region and a type, with the profile of both that gives most. */
interface Kind {
  readonly region: Named | null;
  readonly type: Named | null;
  readonly locations: readonly (Location | null)[];
}

/** A profile of a kind at one place with some topics. */
interface Candidate {
  /** Place in the list of kinds. */
  readonly kind: number;
  readonly type: Named | null;
  readonly location: Location | null;
  readonly topics: readonly Named[];
}

interface Valued extends Candidate {
  readonly reached: Reached;
}

class Profiles {
  readonly #compiled: CompiledCohort;
  readonly #policy: Policy;
  readonly #question: ProfilesQuestion;
  readonly #check: () => void;
  readonly #parts: ProfileParts;
  readonly #problem: Problem;
  readonly #standing: Standing;
  readonly #search: PlaceSearch;

  constructor(compiled: CompiledCohort, policy: Policy, question: ProfilesQuestion, check: () => void) {
    this.#compiled = compiled;
    this.#policy = policy;
    this.#question = question;
    this.#check = check;
    this.#parts = profileParts(compiled.features.programme, policy);
    this.#problem = { ...scoreCohort(compiled, policy).problem, quotas: [], levels: DEFAULT_LEVELS };
    this.#standing = roomyStanding(this.#problem) ?? noFirmMatch();
    this.#search = new PlaceSearch(this.#standing);
  }

  answer(): MentorProfiles {
    const kinds = this.#kinds();
    const best = this.#bestOf(kinds);
    const least = this.#leastOf(best, kinds);
    const profiles = kinds
      .map((kind, index) => this.#told(kind, best[index] as Valued, least[index] as LevelChange))
      .sort((a, b) => b.gain.matched - a.gain.matched || b.gain.score - a.gain.score);
    const { place, type, topics, system } = this.#parts;
    const unmatched = this.#unmatched();
    return {
      format: 'mile-mentor-profiles/1',
      fields: { place: place?.field ?? null, type: type?.field ?? null, topics: topics?.field ?? null },
      system,
      unmatched,
      count: profiles.length,
      profiles: profiles.slice(0, this.#question.most),
      sentence: sentenceOf(profiles, unmatched),
    };
  }

  #kinds(): Kind[] {
    const { place, type } = this.#parts;
    const byRegion = Map.groupBy(place?.locations ?? [], ({ region }) => region?.id ?? null);
    const places = place
      ? [...byRegion.values()].map((locations) => ({ region: locations[0]?.region ?? null, locations }))
      : [{ region: null, locations: [null] }];
    const types = type && type.options.length > 0 ? type.options : [null];
    return places.flatMap(({ region, locations }) => types.map((one) => ({ region, type: one, locations })));
  }

  /** Of each kind the place and the topics that give most; the first of several in the order of the programme. */
  #bestOf(kinds: readonly Kind[]): Valued[] {
    const best: Valued[] = [];
    const lists = this.#topicLists();
    const candidates = kinds.flatMap((kind, index) =>
      lists.flatMap(({ topics, wishers }) =>
        kind.locations.map((location) => ({ kind: index, type: kind.type, location, topics, wishers })),
      ),
    );
    for (const [candidate, reached] of this.#valued(candidates)) {
      const known = best[candidate.kind];
      if (!known || reached.gain > known.reached.gain) best[candidate.kind] = { ...candidate, reached };
    }
    return best;
  }

  /** The gains of the same topics from the place of the region that gives least. */
  #leastOf(best: readonly Valued[], kinds: readonly Kind[]): LevelChange[] {
    const least: LevelChange[] = [];
    const everybody = [...this.#problem.participants.keys()];
    const candidates = kinds.flatMap((kind, index) =>
      kind.locations.map((location) => ({
        kind: index,
        type: kind.type,
        location,
        topics: best[index]?.topics ?? [],
        wishers: everybody,
      })),
    );
    const lowest: number[] = [];
    for (const [{ kind }, { gain }] of this.#valued(candidates))
      lowest[kind] = Math.min(lowest[kind] ?? Infinity, gain);
    for (const gain of lowest) least.push(levelChange(gain, this.#standing.unit));
    return least;
  }

  /** The topics asked for, for everybody; else each list of wishes, for those who wish for it. */
  #topicLists(): { topics: readonly Named[]; wishers: readonly number[] }[] {
    const { topics: asked } = this.#question;
    const everybody = [...this.#problem.participants.keys()];
    if (asked) return [{ topics: namedTopics(this.#parts, asked), wishers: everybody }];
    const { topics } = this.#parts;
    if (!topics) return [{ topics: [], wishers: everybody }];
    const wishes = this.#compiled.features.participants.answers.get(topics.wishes) ?? [];
    const listOf = (answer: unknown) => (Array.isArray(answer) ? answer.map(String) : []);
    const known = new Map(topics.options.map((option) => [option.id, option]));
    return [...Map.groupBy(everybody, (person) => listOf(wishes[person]).join('\n')).values()].map(
      (wishers) => ({
        topics: listOf(wishes[wishers[0] as number]).flatMap((id) => known.get(id) ?? []),
        wishers,
      }),
    );
  }

  /** What each candidate gains by one of its wishers. */
  *#valued<Kept extends Candidate & { wishers: readonly number[] }>(
    candidates: readonly Kept[],
  ): Generator<[Kept, Reached]> {
    const { canonical, unit } = this.#standing;
    const rankOf = inverse(canonical.order.participants);
    for (let begin = 0; begin < candidates.length; begin += AT_ONCE) {
      this.#check();
      const some = candidates.slice(begin, begin + AT_ONCE);
      const scores = profileScores(
        this.#compiled,
        this.#policy,
        some.map((candidate) => this.#answersOf(candidate)),
      );
      for (const [profile, candidate] of some.entries()) {
        const worth = candidate.wishers.map((person): [number, number] => {
          const score = scores.scoreOf(person, profile);
          return [rankOf[person] as number, score === null ? -Infinity : unit + score];
        });
        yield [candidate, this.#search.reachedBy(worth)];
      }
    }
  }

  #answersOf({ type, location, topics }: Candidate): ProfileAnswers {
    const parts = this.#parts;
    return {
      ...(parts.place && location && { [parts.place.field]: location.place.id }),
      ...(parts.type && type && { [parts.type.field]: type.id }),
      ...(parts.topics && topics.length > 0 && { [parts.topics.field]: topics.map(({ id }) => id) }),
    };
  }

  #told({ region, type }: Kind, best: Valued, leastGain: LevelChange): MentorProfile {
    const { unit, canonical } = this.#standing;
    const gain = levelChange(best.reached.gain, unit);
    const { participant } = best.reached;
    const head = {
      region,
      place: best.location?.place ?? null,
      type,
      topics: [...best.topics],
      gain,
      leastGain,
    };
    return {
      ...head,
      participant:
        participant < 0
          ? null
          : (this.#problem.participants[canonical.order.participants[participant] as number]?.id ?? null),
      sentence: profileSentence(head),
    };
  }

  #unmatched(): number {
    const asked = this.#problem.participants.reduce((sum, { max }) => sum + max, 0);
    return asked - this.#standing.x.reduce((sum, one) => sum + one, 0);
  }
}

function profileSentence({
  region,
  type,
  topics,
  gain,
}: Omit<MentorProfile, 'participant' | 'sentence'>): string {
  const who = [region, type].flatMap((part) => (part ? [part.label] : []));
  const offering = topics.length === 0 ? '' : ` offering ${topics.map(({ label }) => label).join(', ')}`;
  const mentor = `One more mentor${who.length === 0 ? '' : ` (${who.join(', ')})`}${offering}`;
  if (gain.matched > 0) return `${mentor} matches ${counted(gain.matched, 'participant')} more.`;
  return gain.score > 0 ? `${mentor} raises the total by ${gain.score}.` : `${mentor} would not help.`;
}

function sentenceOf(profiles: readonly MentorProfile[], unmatched: number): string {
  const [first] = profiles;
  if (!first) return 'There is no profile to look at.';
  const helping = profiles.filter(({ gain }) => gain.matched > 0).length;
  if (unmatched === 0) return `Everybody is matched. ${first.sentence}`;
  if (helping === 0)
    return `${counted(unmatched, 'place')} asked for stay empty, and no single mentor of any profile would change that.`;
  return `${counted(helping, 'profile')} of ${profiles.length} would match somebody more. ${first.sentence}`;
}
