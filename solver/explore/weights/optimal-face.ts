import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import { tieRule } from '../../engines/flow/tie-rule.ts';
import type { Network } from '../../engines/flow/network.ts';
import { gathered } from '../../program/columns.ts';
import type { EarlierPrices } from '../../program/maximum.ts';
import { narrowed } from '../../program/narrowing.ts';
import { settleTies } from '../../program/ties.ts';
import { FREE, withObjective } from '../../program/program.ts';
import type { Limits, Program } from '../../program/program.ts';
import type { SizeFace } from './size-face.ts';

/**
 * Of all choices of the edges that are as good as the best one given, the one that the lots decide for, of the largest among them where
 * the level "matched" comes after the score. By complementary slackness the equally good ones choose every edge worth more than its prices, none worth less, and
 * keep to the limit that a price other than 0 stands for; few edges are left to choose from.
 */
export function canonicalOnFace(sizes: SizeFace, best: PricedMatch): Int32Array {
  const { free } = best.settled;
  if (free.length === 0) return best.edges;
  const isChosen = new Set(best.edges);
  const x = Uint8Array.from(free, (edge) => (isChosen.has(edge) ? 1 : 0));
  const face = faceOf(sizes, best);
  const [left, one] = sizes.countsAfterScore ? largestOn(face, x) : ([face, x] as const);
  const settled = settleTies(left, one, tieRule(sizes.lots));
  const chosen = free.filter((_, place) => settled[place] === 1);
  return Int32Array.from([...best.settled.always, ...chosen]).sort();
}

/** A best choice of edges with prices that prove it, and what these settle. */
export interface PricedMatch {
  /** Ascending. */
  readonly edges: Int32Array;
  readonly prices: EarlierPrices;
  readonly settled: Settled;
}

/** What prices say of the edges; those worth less than their prices are in no best choice. */
export interface Settled {
  /** Edges that are worth their prices. */
  readonly free: Int32Array;
  /** Edges that are worth more. */
  readonly always: Int32Array;
  /**
   * The right side of weak duality: no choice is worth more than sum_e max(0, worth - u - v) + sum_i max(u min, u max) + the same for
   * mentors. The kernel has bounded such sums below 2^53.
   */
  readonly bound: number;
}

/** One pass over the edges. */
export function settledBy(network: Network, { participants, mentors }: EarlierPrices): Settled {
  const { starts, mentor, worth } = network;
  const [free, always]: [number[], number[]] = [[], []];
  let bound = limitsWorth(network.participants, participants) + limitsWorth(network.mentors, mentors);
  for (let node = 0; node < participants.length; node += 1) {
    const price = participants[node] as number;
    const end = starts[node + 1] as number;
    for (let edge = starts[node] as number; edge < end; edge += 1) {
      const gain = (worth[edge] as number) - price - (mentors[mentor[edge] as number] as number);
      if (gain < 0) continue;
      if (gain === 0) free.push(edge);
      else {
        always.push(edge);
        bound += gain;
      }
    }
  }
  return { free: Int32Array.from(free), always: Int32Array.from(always), bound };
}

function limitsWorth({ min, max }: Limits, prices: Float64Array): number {
  let sum = 0;
  for (let node = 0; node < prices.length; node += 1) {
    const price = prices[node] as number;
    sum += price * ((price > 0 ? max[node] : min[node]) as number);
  }
  return sum;
}

function faceOf({ network, participantOf }: SizeFace, { prices, settled }: PricedMatch): Program {
  const { free, always } = settled;
  return {
    participants: limitsOnFace(network.participants, prices.participants, participantOf, always),
    mentors: limitsOnFace(network.mentors, prices.mentors, network.mentor, always),
    participant: gathered(new Int32Array(free.length), participantOf, free),
    mentor: gathered(new Int32Array(free.length), network.mentor, free),
    objective: new Float64Array(free.length),
    rows: [],
    fixed: new Int8Array(free.length).fill(FREE),
  };
}

/** The limits less what is taken always, at one end where the price is not 0. */
function limitsOnFace(
  { min, max }: Limits,
  prices: Float64Array,
  ends: Int32Array,
  always: Int32Array,
): Limits {
  const face = {
    min: min.map((least, node) => ((prices[node] as number) > 0 ? (max[node] as number) : least)),
    max: max.map((most, node) => ((prices[node] as number) < 0 ? (min[node] as number) : most)),
  };
  for (const edge of always) {
    const node = ends[edge] as number;
    face.min[node] = (face.min[node] as number) - 1;
    face.max[node] = (face.max[node] as number) - 1;
  }
  return face;
}

/** The largest of the choices of a face, as a face, with one of them. */
function largestOn(face: Program, x: Uint8Array): readonly [Program, Uint8Array] {
  const counting = withObjective(face, new Float64Array(x.length).fill(1));
  const maximum = maximiseByFlow(counting, { value: -1, start: x });
  const { best } = maximum;
  return best ? [narrowed(counting, best.value, maximum).program, best.x] : [face, x];
}
