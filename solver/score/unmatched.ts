import { RELAXABLE_KINDS } from '../contract/explore/relaxations.ts';
import type { Side } from '../contract/identifier.ts';
import type { UnmatchedPerson } from '../contract/matching.ts';
import type { Policy } from '../contract/policy/policy.ts';
import type { CompiledCohort } from './compile.ts';
import { fitted } from './features/phrase.ts';
import { hindrancesUnder } from './hindrance.ts';
import type { Hindrance } from './rules/hindrance.ts';
import type { ScoredCohort } from './score.ts';

type IndexPair = readonly [number, number];

/** The people of a side whom the match leaves with nobody, each with a sentence that says why. */
export function unmatchedPeople(
  compiled: CompiledCohort,
  policy: Policy,
  scored: ScoredCohort,
  matched: readonly IndexPair[],
  side: Side,
): UnmatchedPerson[] {
  const own = side === 'participant' ? 0 : 1;
  const { problem, pairs } = scored;
  const [nodes, others] =
    side === 'participant'
      ? [problem.participants, problem.mentors]
      : [problem.mentors, problem.participants];
  const partners = [pairs.participant, pairs.mentor] as const;
  const taken = countsOf(
    matched.map((pair) => pair[own]),
    nodes.length,
  );
  const otherTaken = countsOf(
    matched.map((pair) => pair[1 - own] as number),
    others.length,
  );
  const allowed = countsOf(partners[own], nodes.length);
  const open = new Int32Array(nodes.length);
  partners[own].forEach((person, pair) => {
    const other = partners[1 - own]?.[pair] as number;
    if ((otherTaken[other] as number) < (others[other]?.max ?? 0))
      open[person] = (open[person] as number) + 1;
  });
  const words = wordsFor(compiled, side, others.length);
  const hindrancesOf = hindrancesUnder(compiled, policy, side);
  return nodes.flatMap(({ id, max }, person) => {
    if ((taken[person] as number) > 0) return [];
    const count = allowed[person] as number;
    const reason = reasonFor({
      count,
      open: open[person] as number,
      max,
      words,
      obstacle: () => obstacle(hindrancesOf(person), words),
    });
    return [{ id, allowed: count, reason: fitted(reason) }];
  });
}

interface Words {
  /** "mentor" and "mentors": whom the person lacks. */
  readonly other: string;
  readonly others: string;
  readonly total: number;
}

interface Situation {
  readonly count: number;
  readonly open: number;
  readonly max: number;
  readonly words: Words;
  readonly obstacle: () => string;
}

function reasonFor({ count, open, max, words, obstacle }: Situation): string {
  if (max === 0) return `The application allows no ${words.other} at all.`;
  if (words.total === 0) return `There are no ${words.others} yet.`;
  if (count === 0) return obstacle();
  const who = count === 1 ? `The only allowed ${words.other} is` : `All ${count} allowed ${words.others} are`;
  if (open === 0) return `${who} taken by others.`;
  return `${open} of ${count} allowed ${words.others} could take one more, but this would break a quota or lower the match as a whole.`;
}

/** Which rule stands most in the way of somebody without an allowed partner: the one whose removal frees most, else the one that blocks most. */
function obstacle(rules: readonly Hindrance[], words: Words): string {
  const [most] = [...rules].sort((a, b) => b.alone - a.alone || b.blocked - a.blocked);
  if (most === undefined || most.blocked === 0) return `Every ${words.other} is forbidden by hand.`;
  const excludes = `excludes ${most.blocked} of ${words.total}`;
  const stands =
    most.blocked === words.total
      ? `No ${words.other} is allowed: the rule "${most.label}" ${excludes}`
      : `No ${words.other} is allowed. The rule "${most.label}" stands most in the way: it ${excludes}`;
  // What relaxations may not offer is not held out here either.
  if (!RELAXABLE_KINDS.includes(most.kind)) return `${stands}, and it is not one that may be relaxed.`;
  const without =
    most.alone > 0
      ? `without it ${most.alone} would be possible`
      : 'no single rule can be blamed, since others exclude the same people';
  return `${stands}; ${without}.`;
}

function wordsFor({ features }: CompiledCohort, side: Side, total: number): Words {
  const { form } = side === 'participant' ? features.mentors : features.participants;
  return { other: form.label.toLowerCase(), others: form.plural.toLowerCase(), total };
}

function countsOf(people: ArrayLike<number>, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (let index = 0; index < people.length; index += 1) {
    const person = people[index] as number;
    counts[person] = (counts[person] as number) + 1;
  }
  return counts;
}
