import type { Problem, ProblemQuota } from '../../contract/problem.ts';

/**
 * The problem with only some of its pairs (their numbers, ascending); quotas and pins lose theirs. Undefined where a pinned pair is not among
 * them.
 */
export function onlyPairs(problem: Problem, kept: Int32Array): Problem | undefined {
  const { participant, mentor, score } = problem.pairs;
  const place = new Int32Array(score.length).fill(-1);
  for (let index = 0; index < kept.length; index += 1) place[kept[index] as number] = index;
  if (problem.pinned.some((pair) => (place[pair] as number) < 0)) return undefined;
  return {
    ...problem,
    pairs: {
      participant: kept.map((pair) => participant[pair] as number),
      mentor: kept.map((pair) => mentor[pair] as number),
      score: kept.map((pair) => score[pair] as number),
    },
    quotas: problem.quotas.map((quota) => onlyMembers(quota, place)),
    pinned: problem.pinned.map((pair) => place[pair] as number),
  };
}

function onlyMembers(quota: ProblemQuota, place: Int32Array): ProblemQuota {
  const isKept = quota.pairs.map((pair) => (place[pair] as number) >= 0);
  return {
    ...quota,
    pairs: quota.pairs.filter((_, entry) => isKept[entry]).map((pair) => place[pair] as number),
    coefficients: quota.coefficients.filter((_, entry) => isKept[entry]),
  };
}
