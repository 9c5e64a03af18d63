import type { PolicyQuota } from '../../contract/policy/quotas.ts';
import type { ProblemQuota } from '../../contract/problem.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { pairTest } from './condition.ts';
import type { PairTest } from './condition.ts';

/** Hundred percent: a share is written in whole numbers by counting hundredths of pairs. */
const WHOLE = 100;

/** Whether a pair meets all conditions of a quota. */
export function compileQuota({ where }: PolicyQuota, fields: FieldReader): PairTest {
  const tests = where.map((condition) => pairTest(condition, fields));
  return (participant, mentor) => tests.every((test) => test(participant, mentor));
}

/**
 * A quota over the allowed pairs. A count: sum over the pairs inside >= or <= value. A share of percent p: inside / all >= p / 100, that is
 * 100 x inside - p x all >= 0, so a pair inside counts 100 - p and one outside -p; an empty match meets it.
 */
export function problemQuota(
  { id, sense, amount }: PolicyQuota,
  inside: PairTest,
  pairs: { readonly participant: Int32Array; readonly mentor: Int32Array },
): ProblemQuota {
  const percent = amount.unit === 'percent' ? amount.value : undefined;
  const within = percent === undefined ? 1 : WHOLE - percent;
  const outside = percent === undefined ? 0 : 0 - percent;
  const quota: ProblemQuota = {
    id,
    sense: sense === 'at-least' ? '>=' : '<=',
    bound: percent === undefined ? amount.value : 0,
    pairs: [],
    coefficients: [],
  };
  pairs.participant.forEach((participant, pair) => {
    const coefficient = inside(participant, pairs.mentor[pair] as number) ? within : outside;
    if (coefficient === 0) return;
    quota.pairs.push(pair);
    quota.coefficients.push(coefficient);
  });
  return quota;
}

/** `At least 3 pairs` or `at most 30 % of the pairs`, as part of a sentence about the quota. */
export function amountInWords({ sense, amount }: PolicyQuota): string {
  const bound = sense === 'at-least' ? 'at least' : 'at most';
  if (amount.unit === 'percent') return `${bound} ${amount.value} % of the matched pairs`;
  return `${bound} ${amount.value} ${amount.value === 1 ? 'matched pair' : 'matched pairs'}`;
}
