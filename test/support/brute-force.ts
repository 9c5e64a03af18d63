import type { Level, Problem, ProblemNode } from '#solver/contract/problem.ts';

/** What a choice of pairs is worth. Everything here tries every choice and is written from the file format's meaning alone. */
export interface BruteForce {
  matched: number;
  score: number;
  /** Sorted scores of the matched pairs. */
  scores: number[];
}

/** Undefined where no choice keeps all demands. Exponential in the number of pairs. */
export function bruteForce(problem: Problem): BruteForce | undefined {
  let best: BruteForce | undefined;
  for (const chosen of feasibleChoices(problem)) {
    const tried = judge(problem, chosen);
    if (!best || compare(problem.levels, tried, best) > 0) best = tried;
  }
  return best;
}

/** Every choice of pairs that keeps all demands, as ascending pair indices. */
export function* feasibleChoices(problem: Problem): Generator<number[]> {
  for (let mask = 0; mask < 2 ** problem.pairs.score.length; mask += 1) {
    const chosen = chosenBy(problem, mask);
    if (holds(problem, chosen)) yield chosen;
  }
}

export function judge(problem: Problem, chosen: readonly number[]): BruteForce {
  const scores = chosen.map((pair) => problem.pairs.score[pair] as number).sort((a, b) => a - b);
  return { matched: scores.length, score: scores.reduce((sum, score) => sum + score, 0), scores };
}

function chosenBy(problem: Problem, mask: number): number[] {
  const chosen: number[] = [];
  for (let pair = 0; pair < problem.pairs.score.length; pair += 1) if ((mask >> pair) & 1) chosen.push(pair);
  return chosen;
}

function holds(problem: Problem, chosen: readonly number[]): boolean {
  const { participants, mentors, pairs, quotas, pinned } = problem;
  return (
    pinned.every((pair) => chosen.includes(pair)) &&
    withinLimits(participants, pairs.participant, chosen) &&
    withinLimits(mentors, pairs.mentor, chosen) &&
    quotas.every(({ sense, bound, pairs: members, coefficients }) => {
      let sum = 0;
      for (const [entry, pair] of members.entries())
        if (chosen.includes(pair)) sum += coefficients[entry] as number;
      return sense === '=' ? sum === bound : sense === '<=' ? sum <= bound : sum >= bound;
    })
  );
}

function withinLimits(
  nodes: readonly ProblemNode[],
  ends: ArrayLike<number>,
  chosen: readonly number[],
): boolean {
  return nodes.every(({ min, max }, node) => {
    const partners = chosen.filter((pair) => ends[pair] === node).length;
    return partners >= min && partners <= max;
  });
}

/** Positive where `a` is better, level by level. */
export function compare(levels: readonly Level[], a: BruteForce, b: BruteForce): number {
  for (const level of levels) {
    const difference = compareLevel(level, a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function compareLevel(level: Level, a: BruteForce, b: BruteForce): number {
  if (level === 'matched') return a.matched - b.matched;
  if (level === 'score') return a.score - b.score;
  if (level === 'weakest') return (a.scores[0] ?? 0) - (b.scores[0] ?? 0);
  const differing = a.scores.findIndex((score, index) => score !== b.scores[index]);
  return differing < 0 ? 0 : (a.scores[differing] as number) - (b.scores[differing] as number);
}
