import type { Proof } from '../../contract/certificate.ts';
import { MileError } from '../../contract/errors.ts';
import { valueOf } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import type { Known, Maximum } from '../../program/maximum.ts';
import { boundOf, contradictionOf } from '../../program/prices.ts';
import type { WholePrices } from '../../program/prices.ts';
import type { Choice, Program } from '../../program/program.ts';
import { circulate } from './circulation.ts';
import type { Circulated, Start } from './circulation.ts';
import { matchingByAssignment } from './matching-by-assignment.ts';
import { choiceOf, networkOf } from './network.ts';
import type { Network } from './network.ts';

/**
 * The best choice of a pure program with whole prices that prove it, or a proof that it has none. Exact: the matrix is that of a
 * bipartite graph, totally unimodular (Hoffman and Kruskal 1956). The program's rows must all be empty.
 */
export function maximiseByFlow(program: Program, known?: Known): Maximum {
  const network = networkOf(program);
  const found = search(network, known);
  const prices = {
    scale: 1,
    participants: found.participants,
    mentors: found.mentors,
    rows: new Float64Array(program.rows.length),
  };
  if (found.kind === 'infeasible') {
    const { bound, leaf } = contradictionOf(program, prices) ?? brokenProof('the cut contradicts nothing');
    return { best: undefined, bound, proof: leaf };
  }
  const x = choiceOf(program, network, found.chosen);
  const value = valueOf(program.objective, x);
  const isNew = !known || value > known.value;
  return {
    best: isNew ? { x, value } : known.x && { x: known.x, value: known.value },
    bound: value,
    rightSide: BigInt(value),
    // A question that is answered with a choice is never asked for its proof.
    get proof() {
      return leafOf(program, prices, value);
    },
  };
}

/** The prices as a proof that nothing is worth more than the value. */
function leafOf(program: Program, prices: WholePrices, value: number): Proof {
  const { bound, leaf } = boundOf(program, prices);
  if (bound !== value) brokenProof(`the match has ${value}, its prices ${bound}`);
  return leaf;
}

/** From a choice that is nearly right, else as an assignment, and by the general search where neither will do. */
function search(network: Network, known: Known | undefined): Circulated {
  const warm = warmStart(network, known?.start ?? known?.x);
  if (warm) return circulate(network, warm);
  const assigned = matchingByAssignment(network, known?.prices);
  return assigned?.isOptimal ? { kind: 'optimal', ...assigned } : circulate(network, assigned);
}

/**
 * The choice to start from at prices of 0, where fewer edges stand against their worth than people would have to be placed anew: so it is with
 * objectives that count some of the pairs.
 */
function warmStart(network: Network, x: Choice | undefined): Start | undefined {
  if (!x) return undefined;
  const { pair, worth, participants, mentors } = network;
  const chosen = gathered(new Uint8Array(pair.length), x, pair);
  let astray = 0;
  for (let edge = 0; edge < worth.length; edge += 1) {
    const value = worth[edge] as number;
    if (chosen[edge] === 1 ? value < 0 : value > 0) astray += 1;
  }
  if (astray >= participants.max.length) return undefined;
  return {
    chosen,
    participants: new Float64Array(participants.max.length),
    mentors: new Float64Array(mentors.max.length),
  };
}

function brokenProof(what: string): never {
  throw new MileError(
    'INTERNAL',
    `The network search contradicts itself: ${what}. Please report this problem file.`,
  );
}
