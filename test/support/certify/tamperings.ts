import { demandsOf } from './honest-conflict.ts';
import { NO_TIME } from './honest-outcome.ts';
import { halvesOf } from '#solver/contract/certificate.ts';
import {
  changeNumber,
  leavesOf,
  onBranch,
  onConflict,
  onLeaf,
  onMatch,
  onNarrowing,
  onProof,
  pick,
  replaceIn,
} from './tamper.ts';
import type { Dice, Matched, Tamper } from './tamper.ts';

/** Every whole number of a result, wherever it stands, with a way to change it; timings claim nothing. */
function numbersIn(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => {
    if (key === 'timings') return [];
    return typeof holder[key] === 'number' ? [{ holder, key }] : numbersIn(holder[key]);
  });
}

const anyNumber =
  (by: (before: number, dice: Dice) => number): Tamper =>
  ({ outcome }, dice) => {
    const place = pick(numbersIn(outcome), dice);
    if (!place) return false;
    const before = place.holder[place.key] as number;
    place.holder[place.key] = by(before, dice);
    return place.holder[place.key] !== before;
  };

const onPrices = (by: (before: number, dice: Dice) => number): Tamper =>
  onLeaf((leaf, dice) => {
    const changed = structuredClone(leaf);
    const numbers = pick([changed.participants, changed.mentors, changed.rows], dice);
    return numbers && changeNumber(numbers, dice, (before) => by(before, dice)) ? changed : undefined;
  });

/** Changes after which a claim may still be true: what is accepted has to be. */
export const TAMPERINGS: Record<string, Tamper> = {
  'any number one up': anyNumber((before) => before + 1),
  'any number one down': anyNumber((before) => before - 1),
  'any number with the other sign': anyNumber((before) => (before === 0 ? 0 : -before)),
  'any number drawn anew': anyNumber((_, dice) => dice(2_000) - 500),
  'a price one up': onPrices((before) => before + 1),
  'a price one down': onPrices((before) => before - 1),
  'a price with the other sign': onPrices((before) => (before === 0 ? 0 : -before)),
  'a huge price': onPrices((before, dice) => (before + 2 ** 50) * (dice(2) === 0 ? 1 : -1)),
  'another scale': onLeaf((leaf, dice) =>
    leaf.kind === 'bound' ? { ...leaf, scale: leaf.scale + 1 + dice(5) } : undefined,
  ),
  'a leaf of the other kind': onLeaf(({ participants, mentors, rows, kind }) =>
    kind === 'bound'
      ? { kind: 'contradiction', participants, mentors, rows }
      : { kind: 'bound', scale: 1, participants, mentors, rows },
  ),
  'a leaf in the place of another': onProof((proof, dice) => {
    const leaves = leavesOf(proof);
    const [from, to] = [pick(leaves, dice), pick(leaves, dice)];
    return from && to && from !== to ? replaceIn(proof, to, from) : undefined;
  }),
  'one half for the whole branch': onProof((proof, dice) => pick(halvesOf(proof) ?? [], dice)),
  'halves exchanged': onBranch((branch) => {
    switch (branch.kind) {
      case 'branch':
        return { ...branch, zero: branch.one, one: branch.zero };
      case 'row':
        return { ...branch, below: branch.above, above: branch.below };
      case 'split':
        return { ...branch, outside: branch.inside, inside: branch.outside };
    }
  }),
  'one half twice': onBranch((branch) => {
    switch (branch.kind) {
      case 'branch':
        return { ...branch, zero: branch.one };
      case 'row':
        return { ...branch, below: branch.above };
      case 'split':
        return { ...branch, outside: branch.inside };
    }
  }),
  'a branch on another pair': onBranch((branch, _, dice) =>
    branch.kind === 'branch' ? { ...branch, pair: branch.pair + 1 + dice(3) } : undefined,
  ),
  'mentors of two pairs exchanged': onMatch(({ pairs }, _, dice) => {
    const [one, other] = [pick(pairs, dice), pick(pairs, dice)];
    if (!one || !other || one[1] === other[1]) return false;
    [one[1], other[1]] = [other[1], one[1]];
    return true;
  }),
  'a pair for another allowed pair': onMatch(({ pairs }, { problem }, dice) => {
    const place = dice(Math.max(1, pairs.length));
    const pair = dice(Math.max(1, problem.pairs.score.length));
    if (!pairs[place]) return false;
    pairs[place] = [problem.pairs.participant[pair] ?? 0, problem.pairs.mentor[pair] ?? 0];
    pairs.sort(([a, b], [c, d]) => a - c || b - d);
    return true;
  }),
  'a pair more, with its score': onMatch((outcome, { problem }, dice) => {
    const pair = dice(Math.max(1, problem.pairs.score.length));
    if (problem.pairs.score[pair] === undefined) return false;
    outcome.pairs.push([problem.pairs.participant[pair] ?? 0, problem.pairs.mentor[pair] ?? 0]);
    outcome.pairs.sort(([a, b], [c, d]) => a - c || b - d);
    outcome.matched += 1;
    outcome.score += problem.pairs.score[pair] ?? 0;
    return true;
  }),
  'bounds made to fit the values': onMatch((outcome) => {
    if (outcome.status === 'optimal') return false;
    (outcome as Matched).status = 'optimal';
    outcome.relativeGap = 0;
    for (const step of outcome.certificate.steps) {
      step.bound = step.level === 'weakest' ? Math.min(-1, step.bound) : step.value;
      if (step.level !== 'leximin') outcome.bound[step.level] = step.value;
    }
    return true;
  }),
  'a higher bound in the step and in the result': onMatch((outcome, _, dice) => {
    const step = pick(outcome.certificate.steps, dice);
    if (!step || step.level === 'leximin' || step.level === 'weakest') return false;
    step.bound += 1 + dice(9);
    outcome.bound[step.level] = step.bound;
    return true;
  }),
  'called infeasible by all demands': (to, dice) => {
    if (to.outcome.status === 'infeasible') return false;
    const { participants, mentors, quotas } = to.problem;
    const prices = (count: number) => Array.from({ length: count }, () => dice(3) - 1);
    to.outcome = {
      format: 'mile-result/1',
      status: 'infeasible',
      conflict: demandsOf(to.problem),
      certificate: {
        kind: 'infeasible',
        proof: {
          kind: 'contradiction',
          participants: prices(participants.length),
          mentors: prices(mentors.length),
          rows: prices(quotas.length),
        },
      },
      engine: 'none',
      timings: NO_TIME,
    };
    return true;
  },
  'a member of the conflict for another demand': onConflict(({ conflict }, { problem }, dice) => {
    const demands = demandsOf(problem).filter(({ id }) => conflict.every((member) => member.id !== id));
    const demand = pick(demands, dice);
    if (!demand || conflict.length === 0) return false;
    conflict[dice(conflict.length)] = demand;
    return true;
  }),
  'a score of the problem one up': ({ problem, outcome }, dice) => {
    if (!('pairs' in outcome)) return false;
    return changeNumber(problem.pairs.score as number[], dice, (before) => before + 1);
  },
  'a quota tightened': ({ problem }, dice) => {
    const quota = pick(problem.quotas, dice);
    if (!quota) return false;
    quota.bound += quota.sense === '<=' ? -1 : 1;
    return true;
  },
  'somebody takes one less': ({ problem }, dice) => {
    const node = pick([...problem.participants, ...problem.mentors], dice);
    if (!node || node.max === 0 || node.min === node.max) return false;
    node.max -= 1;
    return true;
  },
  'somebody needs one more': ({ problem }, dice) => {
    const node = pick([...problem.participants, ...problem.mentors], dice);
    if (!node || node.min === node.max) return false;
    node.min += 1;
    return true;
  },
  'one pin more': ({ problem }, dice) => {
    const pair = dice(Math.max(1, problem.pairs.score.length));
    if (problem.pinned.includes(pair) || problem.pairs.score[pair] === undefined) return false;
    (problem.pinned as number[]).push(pair);
    return true;
  },
};

/** The same, for proofs that branch on rows and split the pairs of a person. */
export const BRANCH_TAMPERINGS: Record<string, Tamper> = {
  'a row branch elsewhere': onBranch((branch, _, dice) =>
    branch.kind === 'row'
      ? { ...branch, at: branch.at + (dice(2) === 0 ? 1 : -1) * (1 + dice(3)) }
      : undefined,
  ),
  'a branch on another row': onBranch((branch, { problem }, dice) =>
    branch.kind === 'row' && problem.quotas.length > 1
      ? { ...branch, row: (branch.row + 1 + dice(2)) % problem.quotas.length }
      : undefined,
  ),
  'a row branch for the branch on a pair': onBranch((branch, { problem }, dice) =>
    branch.kind === 'branch' && problem.quotas.length > 0
      ? {
          kind: 'row',
          row: dice(problem.quotas.length),
          at: dice(7) - 2,
          below: branch.zero,
          above: branch.one,
        }
      : undefined,
  ),
  'a split for the branch on a pair': onBranch((branch, { problem }) =>
    branch.kind === 'branch'
      ? {
          kind: 'split',
          side: 'participant',
          person: problem.pairs.participant[branch.pair] ?? 0,
          pairs: [branch.pair],
          outside: branch.zero,
          inside: branch.one,
        }
      : undefined,
  ),
  'a pair less in a split': onBranch((branch, _, dice) =>
    branch.kind === 'split' && branch.pairs.length > 0
      ? { ...branch, pairs: branch.pairs.toSpliced(dice(branch.pairs.length), 1) }
      : undefined,
  ),
  'a pair more in a split': onBranch((branch, { problem }, dice) =>
    branch.kind === 'split'
      ? { ...branch, pairs: [...branch.pairs, dice(problem.pairs.score.length)] }
      : undefined,
  ),
  'a split on the other side': onBranch((branch) =>
    branch.kind === 'split'
      ? { ...branch, side: branch.side === 'mentor' ? 'participant' : 'mentor' }
      : undefined,
  ),
};

/** The same, for proofs that narrow the region for choices of a value. */
export const NARROWING_TAMPERINGS: Record<string, Tamper> = {
  'a narrowing to choices worth more': onNarrowing((narrowing, dice) => ({
    ...narrowing,
    least: narrowing.least + 1 + dice(4),
  })),
  'a narrowing to choices worth less': onNarrowing((narrowing, dice) => ({
    ...narrowing,
    least: narrowing.least - 1 - dice(4),
  })),
  'a narrowing by a finer scale': onNarrowing((narrowing) => ({
    ...narrowing,
    leaf: { ...narrowing.leaf, scale: narrowing.leaf.scale + 1 },
  })),
  'a narrowing left out': onNarrowing(({ rest }) => rest),
  'a narrowing twice': onNarrowing((narrowing) => ({ ...narrowing, rest: narrowing })),
  'a narrowing whose rest is empty': onNarrowing((narrowing) => {
    const { participants, mentors, rows } = narrowing.leaf;
    return { ...narrowing, rest: { kind: 'contradiction', participants, mentors, rows } };
  }),
};
