import { circulate } from '../../engines/flow/circulation.ts';
import { choiceOf, networkOf } from '../../engines/flow/network.ts';
import { valueOf } from '../../program/choice.ts';
import { gathered } from '../../program/columns.ts';
import { FREE } from '../../program/program.ts';
import type { Choice } from '../../program/program.ts';
import { canonicalBest } from '../forcing/canonical-best.ts';
import { cycleLengths } from '../forcing/cycle-lengths.ts';
import { exchangesOf, lossOf } from '../forcing/exchanges.ts';
import type { PricedChoice } from '../forcing/exchanges.ts';
import type { Standing } from '../standing.ts';
import { tieRule } from '../../engines/flow/tie-rule.ts';
import { placesOfOnes } from '../../program/choice.ts';
import type { Lots } from '../../program/lots.ts';
import { settleTies } from '../../program/ties.ts';
import { optimalFace } from './face.ts';

export interface RankedChoice {
  readonly x: Choice;
  readonly value: number;
}

/**
 * The choices of a standing's program, the best first, equally good ones by falling sums of lots, as
 * `solve` chooses between them. Lazily, one at a time.
 *
 * Murty (1968) with Lawler's division (1972): when a region's best choice is told, the rest of the region falls into parts, one for each
 * of its chosen pairs: without this pair, but with those before it. That loses nobody, because every pair is worth something, so no
 * choice of the region holds all its pairs and more. What it costs to be without each pair within the region bounds what the parts
 * can reach (cycle-lengths.ts), so that a part is solved only when its bound is the best of all: from the region's choice and prices,
 * by one shortest path.
 */
export function* rankedChoices(standing: Standing): Generator<RankedChoice> {
  const { lots } = standing.canonical;
  const first = canonicalBest(standing);
  const waiting: (Solved | Part)[] = [valued(first, lots)];
  for (let at = nextOf(waiting); at >= 0; at = nextOf(waiting)) {
    const [next] = waiting.splice(at, 1) as [Solved | Part];
    if (isPart(next)) {
      const solved = solvedPart(next, lots);
      if (solved) waiting.push(solved);
      continue;
    }
    yield { x: next.x, value: next.value };
    waiting.push(...partsOf(next));
  }
}

/** A region with its best choice, of equally good ones that of the largest sum of lots; the region is what the program leaves free. */
interface Solved extends PricedChoice {
  readonly value: number;
  readonly lots: number;
}

function valued(priced: PricedChoice, lots: Lots): Solved {
  const { participant, mentor, objective } = priced.program;
  const chosen = placesOfOnes(priced.x);
  const over = (column: Int32Array) => chosen.map((pair) => column[pair] as number);
  const drawn = lots.draw(0, over(participant), over(mentor));
  return { ...priced, value: valueOf(objective, priced.x), lots: drawn.reduce((sum, lot) => sum + lot, 0) };
}

/** What is left of a region without a pair, with the chosen pairs before it. */
interface Part {
  readonly region: Solved;
  readonly without: number;
  /** No choice of it is worth more. */
  readonly bound: number;
}

function isPart(entry: Solved | Part): entry is Part {
  return 'region' in entry;
}

/** The entry to be looked at next: the largest value, parts first, then the larger sum of lots; -1 where there is none. */
function nextOf(waiting: readonly (Solved | Part)[]): number {
  let best = -1;
  for (let at = 0; at < waiting.length; at += 1)
    if (best < 0 || precedes(waiting[at] as Solved | Part, waiting[best] as Solved | Part)) best = at;
  return best;
}

function precedes(one: Solved | Part, other: Solved | Part): boolean {
  const [mine, its] = [worthOf(one), worthOf(other)];
  if (mine !== its) return mine > its;
  if (isPart(one) || isPart(other)) return isPart(one) && !isPart(other);
  return one.lots !== other.lots ? one.lots > other.lots : isEarlier(one.x, other.x);
}

function worthOf(entry: Solved | Part): number {
  return isPart(entry) ? entry.bound : entry.value;
}

/** The last resort, where one draw of lots leaves a tie: the earliest pair that only one of them has. */
function isEarlier(one: Choice, other: Choice): boolean {
  const differing = one.findIndex((chosen, pair) => chosen !== other[pair]);
  return differing >= 0 && one[differing] === 1;
}

function partsOf(region: Solved): Part[] {
  const exchanges = exchangesOf(region);
  const lengths = cycleLengths(exchanges);
  const parts: Part[] = [];
  for (let pair = 0; pair < region.x.length; pair += 1) {
    if (region.x[pair] === 0 || region.program.fixed[pair] !== FREE || lengths[pair] === Infinity) continue;
    parts.push({ region, without: pair, bound: region.value - lossOf(exchanges, lengths[pair] as number) });
  }
  return parts;
}

/** The best of a part; undefined where it is empty. */
function solvedPart({ region, without }: Part, lots: Lots): Solved | undefined {
  const fixed = region.program.fixed.slice();
  for (let pair = 0; pair < without; pair += 1)
    if (region.x[pair] === 1 && fixed[pair] === FREE) fixed[pair] = 1;
  fixed[without] = 0;
  const program = { ...region.program, fixed };
  const network = networkOf(program);
  const found = circulate(network, {
    chosen: gathered(new Uint8Array(network.pair.length), region.x, network.pair),
    participants: region.participants,
    mentors: region.mentors,
  });
  if (found.kind === 'infeasible') return undefined;
  const { participants, mentors } = found;
  const priced = { program, participants, mentors, reach: region.reach };
  const some = choiceOf(program, network, found.chosen);
  const x = settleTies(optimalFace({ ...priced, x: some }), some, tieRule(lots));
  return valued({ ...priced, x }, lots);
}
