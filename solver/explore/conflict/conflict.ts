import type { ConflictAnswer, ConflictEntry, WithoutDemand } from '../../contract/explore/conflict.ts';
import type { Problem } from '../../contract/problem.ts';
import { counted } from '../counted.ts';
import type { Resolve } from '../resolve.ts';
import { demanding, demandsNamed, isSame, memberOf } from './demands.ts';
import type { DemandAt } from './demands.ts';

/**
 * Demands that cannot hold together and none of which could be left out of the conflict, each with what comes of the whole problem
 * once it is given up. The solver's conflict is filtered once more (deletion filter, Chinneck and Dravnieks 1991): a demand stays only
 * where the others of the conflict were shown to hold together, so that no search that ended early passes for a proof.
 * Two solves for each member, and one for the problem.
 */
export function conflictOf(problem: Problem, resolve: Resolve): ConflictAnswer {
  const format = 'mile-conflict/1';
  const outcome = resolve(problem);
  if (outcome.status === 'unknown')
    return {
      format,
      members: [],
      irreducible: false,
      sentence: 'It was not settled whether all demands can hold together.',
    };
  if (outcome.status !== 'infeasible')
    return { format, members: [], irreducible: true, sentence: 'All demands can hold together.' };
  const { demands, irreducible } = filtered(problem, demandsNamed(problem, outcome.conflict), resolve);
  const members = demands.map((demand) => entryOf(problem, demand, resolve));
  return { format, members, irreducible, sentence: sentenceOf(members) };
}

function filtered(problem: Problem, named: readonly DemandAt[], resolve: Resolve) {
  let demands = named;
  let irreducible = true;
  for (const candidate of named) {
    const others = demands.filter((demand) => demand !== candidate);
    const keepsOthers = (demand: DemandAt) => others.some((other) => isSame(other, demand));
    const { status } = resolve({ ...demanding(problem, keepsOthers), levels: ['matched'] });
    if (status === 'infeasible') demands = others;
    else if (status === 'unknown') irreducible = false;
  }
  return { demands, irreducible };
}

function entryOf(problem: Problem, demand: DemandAt, resolve: Resolve): ConflictEntry {
  const outcome = resolve(demanding(problem, (other) => !isSame(other, demand)));
  return { ...memberOf(problem, demand), without: withoutDemand(outcome) };
}

function withoutDemand(outcome: ReturnType<Resolve>): WithoutDemand {
  switch (outcome.status) {
    case 'optimal':
    case 'feasible':
      return { status: outcome.status, matched: outcome.matched, score: outcome.score };
    case 'infeasible':
      return { status: 'infeasible', conflict: [...outcome.conflict] };
    case 'unknown':
      return { status: 'unknown' };
  }
}

function sentenceOf(members: readonly ConflictEntry[]): string {
  if (members.length === 0) return 'The limits of the people alone cannot be kept.';
  const helping = members.filter(({ without }) => 'matched' in without).length;
  const all =
    members.length === 1
      ? 'One demand cannot be kept by itself.'
      : `${counted(members.length, 'demand')} cannot hold together: any one of them given up ends this conflict.`;
  if (helping === 0) return `${all} Another conflict remains besides.`;
  return all;
}
