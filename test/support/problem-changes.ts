import type { Problem, ProblemNode } from '#solver/contract/problem.ts';

/** How a problem is changed where the theory says what becomes of its answer. None of these changes the problem given. */

export function scaled(problem: Problem, factor: number): Problem {
  return withScores(problem, (score) => score * factor);
}

export function raised(problem: Problem, by: number): Problem {
  return withScores(problem, (score) => score + by);
}

function withScores(problem: Problem, of: (score: number) => number): Problem {
  return { ...problem, pairs: { ...problem.pairs, score: Array.from(problem.pairs.score, of) } };
}

export function transposed(problem: Problem): Problem {
  const { participants, mentors, pairs } = problem;
  return {
    ...problem,
    participants: mentors,
    mentors: participants,
    pairs: { participant: pairs.mentor, mentor: pairs.participant, score: pairs.score },
  };
}

/** With a pair that was not allowed, in no quota. */
export function withPair(problem: Problem, participant: number, mentor: number, score: number): Problem {
  const { pairs } = problem;
  return {
    ...problem,
    pairs: {
      participant: [...Array.from(pairs.participant), participant],
      mentor: [...Array.from(pairs.mentor), mentor],
      score: [...Array.from(pairs.score), score],
    },
  };
}

/** The pair is forbidden: left out of the columns and of every quota. It may not be pinned. */
export function withoutPair(problem: Problem, pair: number): Problem {
  const { pairs, quotas, pinned } = problem;
  if (pinned.includes(pair)) throw new Error(`Pair ${pair} is pinned.`);
  const others = (column: ArrayLike<number>) => Array.from(column).toSpliced(pair, 1);
  const renamed = (other: number) => (other > pair ? other - 1 : other);
  return {
    ...problem,
    pairs: {
      participant: others(pairs.participant),
      mentor: others(pairs.mentor),
      score: others(pairs.score),
    },
    quotas: quotas.map((quota) => {
      const kept = [...quota.pairs.keys()].filter((entry) => quota.pairs[entry] !== pair);
      return {
        ...quota,
        pairs: kept.map((entry) => renamed(quota.pairs[entry] as number)),
        coefficients: kept.map((entry) => quota.coefficients[entry] as number),
      };
    }),
    pinned: pinned.map(renamed),
  };
}

/** With a second mentor who is as good for everybody, has the same capacity, no minimum, and is in no quota. */
export function withTwin(problem: Problem, mentor: number): Problem {
  const { mentors, pairs } = problem;
  const original = mentors[mentor] as ProblemNode;
  const twin = mentors.length;
  const own = Array.from(pairs.score.length === 0 ? [] : Array.from(pairs.mentor).keys()).filter(
    (pair) => pairs.mentor[pair] === mentor,
  );
  return own.reduce<Problem>(
    (extended, pair) =>
      withPair(extended, pairs.participant[pair] as number, twin, pairs.score[pair] as number),
    { ...problem, mentors: [...mentors, { ...original, id: `${original.id} twin`, min: 0 }] },
  );
}

/** The problem and a copy of it, side by side, with nothing between them. */
export function doubled(problem: Problem): Problem {
  const { participants, mentors, pairs, quotas, pinned } = problem;
  const count = pairs.score.length;
  const copyOf = <Thing extends { id: string }>(thing: Thing): Thing => ({
    ...thing,
    id: `${thing.id} copy`,
  });
  const twice = (column: ArrayLike<number>, shift: number) => [
    ...Array.from(column),
    ...Array.from(column, (entry) => entry + shift),
  ];
  return {
    ...problem,
    participants: [...participants, ...participants.map(copyOf)],
    mentors: [...mentors, ...mentors.map(copyOf)],
    pairs: {
      participant: twice(pairs.participant, participants.length),
      mentor: twice(pairs.mentor, mentors.length),
      score: twice(pairs.score, 0),
    },
    quotas: [
      ...quotas,
      ...quotas.map((quota) => ({ ...copyOf(quota), pairs: quota.pairs.map((pair) => pair + count) })),
    ],
    pinned: twice(pinned, count),
  };
}

export type Side = 'participants' | 'mentors';

export function withLimits(
  problem: Problem,
  side: Side,
  index: number,
  change: Partial<ProblemNode>,
): Problem {
  return {
    ...problem,
    [side]: problem[side].map((node, at) => (at === index ? { ...node, ...change } : node)),
  };
}
