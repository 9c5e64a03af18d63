import type { Leaf, Proof } from '#solver/contract/certificate.ts';
import type { Outcome } from '#solver/contract/outcome.ts';
import type { Problem } from '#solver/contract/problem.ts';

/** The ids of both ends of a pair, in one text. */
export function pairId({ participants, mentors, pairs }: Problem, pair: number): string {
  return `${participants[pairs.participant[pair] as number]?.id} ${mentors[pairs.mentor[pair] as number]?.id}`;
}

/** An outcome with ids in place of indices and without its times: equal for problems that differ in order only. */
export function byIds(problem: Problem, outcome: Outcome): unknown {
  if (outcome.status === 'unknown') return { ...outcome, timings: undefined };
  if (outcome.status === 'infeasible') {
    const { certificate, ...rest } = outcome;
    return { ...rest, timings: undefined, proof: proofByIds(problem, certificate.proof) };
  }
  const { certificate, pairs, ...rest } = outcome;
  return {
    ...rest,
    timings: undefined,
    pairs: pairs
      .map(([a, b]) => `${problem.participants[a]?.id} ${problem.mentors[b]?.id}`)
      .toSorted((a, b) => (a < b ? -1 : 1)),
    steps: certificate.steps.map((step) => ({ ...step, proof: proofByIds(problem, step.proof) })),
  };
}

function proofByIds(problem: Problem, given: Proof): unknown {
  const proof = (half: Proof) => proofByIds(problem, half);
  switch (given.kind) {
    case 'branch':
      return { branch: pairId(problem, given.pair), zero: proof(given.zero), one: proof(given.one) };
    case 'row':
      return {
        row: problem.quotas[given.row]?.id ?? given.row,
        at: given.at,
        below: proof(given.below),
        above: proof(given.above),
      };
    case 'split': {
      const { participants, mentors } = problem;
      return {
        split: (given.side === 'participant' ? participants : mentors)[given.person]?.id,
        side: given.side,
        pairs: new Set(given.pairs.map((pair) => pairId(problem, pair))),
        outside: proof(given.outside),
        inside: proof(given.inside),
      };
    }
    case 'narrowing':
      return { least: given.least, leaf: leafByIds(problem, given.leaf), rest: proof(given.rest) };
    case 'bound':
    case 'contradiction':
      return leafByIds(problem, given);
  }
}

function leafByIds({ participants, mentors, quotas }: Problem, leaf: Leaf): unknown {
  return {
    ...leaf,
    participants: named(participants, leaf.participants),
    mentors: named(mentors, leaf.mentors),
    rows: [named(quotas, leaf.rows), leaf.rows.slice(quotas.length)],
  };
}

function named(things: readonly { id: string }[], values: readonly number[]) {
  return Object.fromEntries(things.map(({ id }, index) => [id, values[index]]));
}
