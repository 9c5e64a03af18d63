import type { Proof } from '../contract/certificate.ts';
import { leavesOf } from './leaves.ts';
import { reducedCosts } from './prices.ts';
import { EMPTY_ROW, FREE, pairCount } from './program.ts';
import type { Limits, Program } from './program.ts';

/** A demand that may be given up: a quota, a positive minimum or a pin, by its index. */
export interface Demand {
  readonly kind: 'quota' | 'participant' | 'mentor' | 'pin';
  readonly index: number;
}

export interface Conflict {
  readonly demands: readonly Demand[];
  /** Shows that these demands alone cannot hold together; it holds for the whole program as well. */
  readonly proof: Proof;
}

/**
 * A smallest set of demands that cannot hold together: with any one of them given up, the others can hold. The deletion filter
 * (Chinneck and Dravnieks 1991): give up one demand after the other, for good where the rest is still infeasible. What a proof
 * does not use is given up at once. `refute` proves that a program is infeasible, or gives undefined; where it cannot settle a
 * question in time the demand stays.
 */
export function smallestConflict(
  program: Program,
  proof: Proof,
  refute: (program: Program) => Proof | undefined,
): Conflict {
  let conflict: Conflict = { proof, demands: usedDemands(program, allDemands(program), proof) };
  for (const candidate of conflict.demands) {
    if (!conflict.demands.includes(candidate)) continue;
    const rest = conflict.demands.filter((demand) => demand !== candidate);
    const relaxed = withDemands(program, rest);
    const refutation = refute(relaxed);
    if (refutation) conflict = { proof: refutation, demands: usedDemands(relaxed, rest, refutation) };
  }
  return conflict;
}

function allDemands({ rows, participants, mentors, fixed }: Program): Demand[] {
  return [
    ...where('quota', rows, () => true),
    ...where('participant', participants.min, (min) => min > 0),
    ...where('mentor', mentors.min, (min) => min > 0),
    ...where('pin', fixed, (value) => value === 1),
  ];
}

function where<Value>(
  kind: Demand['kind'],
  values: Iterable<Value>,
  demands: (value: Value) => boolean,
): Demand[] {
  return Array.from(values, (value, index) => ({ value, index }))
    .filter(({ value }) => demands(value))
    .map(({ index }) => ({ kind, index }));
}

/** Those demands without which the proof would not stand. */
function usedDemands(program: Program, demands: readonly Demand[], proof: Proof): Demand[] {
  const nothing = { ...program, objective: new Float64Array(pairCount(program)) };
  const used = leavesOf(proof).map((leaf) => {
    const prices = {
      scale: 1,
      participants: Float64Array.from(leaf.participants),
      mentors: Float64Array.from(leaf.mentors),
      rows: Float64Array.from(leaf.rows),
    };
    const reduced = reducedCosts(nothing, prices);
    return ({ kind, index }: Demand): boolean => {
      if (kind === 'quota') return prices.rows[index] !== 0;
      if (kind === 'pin') return (reduced[index] as number) < 0;
      return ((kind === 'participant' ? prices.participants : prices.mentors)[index] as number) < 0;
    };
  });
  return demands.filter((demand) => used.some((uses) => uses(demand)));
}

/** The program with all other demands given up. Indices stay: a quota that is given up becomes an empty row. */
function withDemands(program: Program, demands: readonly Demand[]): Program {
  const keeps = (kind: Demand['kind']) => {
    const indices = new Set(demands.filter((demand) => demand.kind === kind).map(({ index }) => index));
    return (index: number) => indices.has(index);
  };
  const minima = ({ min, max }: Limits, keep: (index: number) => boolean): Limits => ({
    min: min.map((value, node) => (keep(node) ? value : 0)),
    max,
  });
  const [quota, pin] = [keeps('quota'), keeps('pin')];
  return {
    ...program,
    rows: program.rows.map((row, index) => (quota(index) ? row : EMPTY_ROW)),
    participants: minima(program.participants, keeps('participant')),
    mentors: minima(program.mentors, keeps('mentor')),
    fixed: program.fixed.map((value, pair) => (value === 1 && !pin(pair) ? FREE : value)),
  };
}
