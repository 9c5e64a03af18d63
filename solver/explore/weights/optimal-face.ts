import { maximiseByFlow } from '../../engines/flow/maximise.ts';
import type { Network } from '../../engines/flow/network.ts';
import { gathered } from '../../program/columns.ts';
import { earliestChoice } from '../../program/earliest.ts';
import type { EarlierPrices } from '../../program/maximum.ts';
import { narrowed } from '../../program/narrowing.ts';
import { FREE, withObjective } from '../../program/program.ts';
import type { Limits, Program } from '../../program/program.ts';

/**
 * Of all choices of a network's edges that are as good as the best one given, the one of the earliest edges; with `countsPairs` of the largest
 * among them. By complementary slackness the equally good ones choose every edge worth more than its prices, none worth less, and
 * keep to the limit that a price other than 0 stands for; few edges are left to choose from.
 */
export function canonicalOnFace(
  network: Network,
  best: Int32Array,
  prices: EarlierPrices,
  countsPairs: boolean,
): Int32Array {
  const { free, always } = settled(network, prices);
  if (free.length === 0) return best;
  const isChosen = new Uint8Array(network.mentor.length);
  for (let place = 0; place < best.length; place += 1) isChosen[best[place] as number] = 1;
  const x = gathered(new Uint8Array(free.length), isChosen, free);
  const face = faceOf(network, prices, free, always);
  const earliest = earliestChoice(...(countsPairs ? largestOn(face, x) : ([face, x] as const)));
  const chosen = free.filter((_, place) => earliest[place] === 1);
  return Int32Array.from([...always, ...chosen]).sort();
}

interface Settled {
  /** Edges that are worth their prices. */
  readonly free: Int32Array;
  /** Edges that are worth more. */
  readonly always: Int32Array;
}

function settled({ starts, mentor, worth }: Network, { participants, mentors }: EarlierPrices): Settled {
  const [free, always]: [number[], number[]] = [[], []];
  for (let node = 0; node < participants.length; node += 1) {
    const price = participants[node] as number;
    const end = starts[node + 1] as number;
    for (let edge = starts[node] as number; edge < end; edge += 1) {
      const gain = (worth[edge] as number) - price - (mentors[mentor[edge] as number] as number);
      if (gain === 0) free.push(edge);
      else if (gain > 0) always.push(edge);
    }
  }
  return { free: Int32Array.from(free), always: Int32Array.from(always) };
}

function faceOf(network: Network, prices: EarlierPrices, free: Int32Array, always: Int32Array): Program {
  const participantOf = participantColumn(network);
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

function participantColumn({ starts, mentor, participants }: Network): Int32Array {
  const column = new Int32Array(mentor.length);
  for (let node = 0; node < participants.max.length; node += 1)
    column.fill(node, starts[node], starts[node + 1]);
  return column;
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
