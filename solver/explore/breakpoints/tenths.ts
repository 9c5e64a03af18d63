import type { CriterionBreakpoints } from '../../contract/explore/breakpoints.ts';
import { MileError } from '../../contract/errors.ts';
import type { MatchedOutcome } from '../../contract/outcome.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Resolve } from '../resolve.ts';
import { fraction, inLowestTerms } from '../weights/fraction.ts';
import { movedBetween } from '../weights/told-pairs.ts';
import type { WeighedCriterion, Weighing } from '../weights/weighing.ts';
import { meeting } from './envelope.ts';
import type { Line } from './envelope.ts';

/** A weight of 10, and what a tenth of a weight is in thousandths. */
const MOST_TENTHS = 100;
const TENTH = 100;

/** The match that a whole solve gives at a tenth of the weight, as a line over the thousandths. */
interface SolvedLine extends Line {
  /** [participant index, mentor index], sorted. */
  readonly pairs: [number, number][];
  readonly isProven: boolean;
}

/** A run of tenths, both ends included, with one match. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly line: SolvedLine;
}

/**
 * The best match at every tenth that a slider can stand at, by whole solves: for quotas and for levels whose best value is no sum. Where the
 * levels are `matched` and `score` the best value is convex in the weight, with quotas as well (a maximum of linear functions over
 * the matches that keep them), so a match that is best at two tenths is best between them; with `weakest` and `leximin` every tenth
 * is solved. Between two tenths nothing is said.
 */
export function tenthBreakpoints(
  weighing: Weighing,
  criterion: WeighedCriterion,
  resolve: Resolve,
  onProgress: (share: number) => void = () => undefined,
): CriterionBreakpoints {
  const search = new TenthSearch(weighing, criterion, resolve, onProgress);
  const runs = search.runs();
  const { problem } = weighing;
  const now = criterion.thousandths / TENTH;
  // Of a weight between two tenths with different matches nothing is known around it.
  const steady = runs.find(({ from, to }) => from <= now && now <= to) ?? { from: now, to: now };
  const asWeight = (tenths: number) => fraction(tenths, 10);
  return {
    criterion: criterion.id,
    weight: criterion.thousandths / 1000,
    isExact: false,
    isProven: runs.every(({ line }) => line.isProven),
    breakpoints: runs.slice(1).map((run, before) => {
      const earlier = runs[before] as Run;
      return {
        weight: levelWeight(earlier, run),
        moved: movedBetween(problem, earlier.line.pairs, run.line.pairs),
      };
    }),
    intervals: runs.map(({ from, to, line }) => ({
      from: asWeight(from),
      to: asWeight(to),
      pairs: line.pairs,
      fixedTenths: line.constant / TENTH,
      points: line.slope,
    })),
    steady: {
      from: fraction(Math.round(steady.from * TENTH), 1000),
      to: fraction(Math.round(steady.to * TENTH), 1000),
    },
    sentence: `${criterion.label}: in tenths, the match stays as it is from ${steady.from / 10} to ${steady.to / 10}; between 0 and 10 the best match changes ${runs.length - 1 === 1 ? 'once' : `${runs.length - 1} times`}.`,
  };
}

/** Where two neighbours draw level, if that is between their tenths; else the middle. */
function levelWeight(before: Run, after: Run) {
  if (before.line.slope < after.line.slope) {
    const { numerator, denominator } = meeting(before.line, after.line);
    const at = numerator / denominator / TENTH;
    if (before.to <= at && at <= after.from) return fraction(numerator, denominator * 1000);
  }
  return fraction(before.to + after.from, 20);
}

class TenthSearch {
  readonly #weighing: Weighing;
  readonly #criterion: WeighedCriterion;
  readonly #resolve: Resolve;
  readonly #onProgress: (share: number) => void;
  readonly #isConvex: boolean;
  readonly #pairOf: ReadonlyMap<string, number>;
  readonly #lines: (SolvedLine | undefined)[] = [];

  constructor(
    weighing: Weighing,
    criterion: WeighedCriterion,
    resolve: Resolve,
    onProgress: (share: number) => void,
  ) {
    const { levels, pairs } = weighing.problem;
    this.#weighing = weighing;
    this.#criterion = criterion;
    this.#resolve = resolve;
    this.#onProgress = onProgress;
    this.#isConvex = levels.every((level) => level === 'matched' || level === 'score');
    this.#pairOf = new Map(
      Array.from(pairs.participant, (participant, pair) => [`${participant} ${pairs.mentor[pair]}`, pair]),
    );
  }

  runs(): readonly Run[] {
    this.#lines[0] = this.#solve(0);
    this.#lines[MOST_TENTHS] = this.#solve(MOST_TENTHS);
    this.#fill(0, MOST_TENTHS);
    const runs: Run[] = [];
    for (let tenth = 0; tenth <= MOST_TENTHS; tenth += 1) {
      const line = this.#lines[tenth] as SolvedLine;
      const last = runs.at(-1);
      if (last && isSame(last.line, line)) runs[runs.length - 1] = { ...last, to: tenth };
      else runs.push({ from: tenth, to: tenth, line });
    }
    return runs;
  }

  /** The tenths between two that are known, from left to right. */
  #fill(from: number, to: number): void {
    if (to - from > 1) {
      const [left, right] = [this.#lines[from] as SolvedLine, this.#lines[to] as SolvedLine];
      if (this.#isConvex && isSame(left, right)) this.#lines.fill(left, from, to);
      else {
        const middle = (from + to) >> 1;
        this.#lines[middle] = this.#solve(middle);
        this.#fill(from, middle);
        this.#fill(middle, to);
      }
    }
    this.#onProgress(to / MOST_TENTHS);
  }

  #solve(tenth: number): SolvedLine {
    const outcome = this.#resolve(this.#problemAt(tenth));
    if (!('pairs' in outcome)) return refuse(outcome.status);
    return this.#lineOf(outcome);
  }

  #problemAt(tenth: number): Problem {
    const { problem, criteria } = this.#weighing;
    const multipliers = inLowestTerms(
      criteria.map((one) => (one === this.#criterion ? tenth * TENTH : one.thousandths)),
    );
    const score = new Float64Array(problem.pairs.score.length);
    for (const [index, { points }] of criteria.entries())
      for (let pair = 0; pair < score.length; pair += 1)
        score[pair] = (score[pair] as number) + (multipliers[index] as number) * (points[pair] as number);
    return { ...problem, pairs: { ...problem.pairs, score } };
  }

  #lineOf({ pairs, status }: MatchedOutcome): SolvedLine {
    const chosen = Int32Array.from(pairs, (ends) => this.#pairOf.get(ends.join(' ')) as number);
    const totalOf = ({ points }: WeighedCriterion) =>
      chosen.reduce((sum, pair) => sum + (points[pair] as number), 0);
    const constant = this.#weighing.criteria.reduce(
      (sum, one) => sum + (one === this.#criterion ? 0 : one.thousandths * totalOf(one)),
      0,
    );
    return { constant, slope: totalOf(this.#criterion), pairs, isProven: status === 'optimal' };
  }
}

function isSame(one: SolvedLine, other: SolvedLine): boolean {
  return (
    one.isProven === other.isProven &&
    one.pairs.length === other.pairs.length &&
    one.pairs.every((pair, place) => pair.join() === other.pairs[place]?.join())
  );
}

function refuse(status: 'infeasible' | 'unknown'): never {
  throw new MileError(
    'INVALID_PROBLEM',
    status === 'infeasible'
      ? 'No match keeps the minima, pins and quotas. Loosen one of them.'
      : 'No match was found within the time. Give the search more time.',
  );
}
