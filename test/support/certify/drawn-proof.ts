import type { Branch, Leaf, Proof } from '#solver/contract/certificate.ts';
import { boundOf, halvesOfSpace, rightSide, spaceOfRest } from './space.ts';
import type { Range, Space } from './space.ts';
import type { Dice } from './tamper.ts';

/**
 * A true proof of some bound on the objective: prices found by descent, and where they do not prove `goal`, mostly a branch of some
 * kind. What it shows may be more than the goal, as it stops early now and then, and it branches now and then without need.
 */
export function drawnProof(space: Space, c: readonly number[], goal: number, dice: Dice): Proof {
  const nothing = c.map(() => 0);
  const empty = descend(space, nothing, { kind: 'contradiction', ...zeroPrices(space) });
  if (dice(2) === 0 && rightSide(space, nothing, empty) < 0) return empty;
  const leaf = descend(space, c, { kind: 'bound' as const, scale: 1 + dice(2), ...zeroPrices(space) });
  if (dice(12) === 0 || (dice(3) > 0 && boundOf(space, c, leaf) <= goal)) return leaf;
  if (leaf.kind === 'bound' && dice(12) === 0 && Number.isFinite(rightSide(space, c, leaf))) {
    const least = goal + 1 - (dice(3) === 0 ? 1 : 0);
    const rest = spaceOfRest(space, c, { leaf, least });
    return { kind: 'narrowing', leaf, least, rest: rest ? drawnProof(rest, c, goal, dice) : leaf };
  }
  const branch = drawnBranch(space, leaf, dice);
  if (!branch) return leaf;
  const [first, second] = halvesOfSpace(space, branch).map((half) =>
    half ? drawnProof(half, c, goal, dice) : leaf,
  ) as [Proof, Proof];
  switch (branch.kind) {
    case 'branch':
      return { ...branch, zero: first, one: second };
    case 'row':
      return { ...branch, below: first, above: second };
    case 'split':
      return { ...branch, outside: first, inside: second };
  }
}

function zeroPrices({ participants, mentors, rows }: Space) {
  const zeros = (things: readonly unknown[]) => things.map(() => 0);
  return { participants: zeros(participants), mentors: zeros(mentors), rows: zeros(rows) };
}

/** Changes one price at a time for as long as that lowers the right side. */
function descend<Some extends Leaf>(space: Space, c: readonly number[], from: Some): Some {
  const leaf = structuredClone(from);
  let best = rightSide(space, c, leaf);
  const improve = (prices: number[], index: number, by: number): boolean => {
    prices[index] = (prices[index] ?? 0) + by;
    const tried = rightSide(space, c, leaf);
    if (tried < best) {
      best = tried;
      return true;
    }
    prices[index] -= by;
    return false;
  };
  for (let round = 0, improved = true; improved && round < MOST_ROUNDS; round += 1) {
    improved = false;
    for (const prices of [leaf.rows, leaf.mentors, leaf.participants])
      for (const index of prices.keys())
        for (const by of STEPS) improved = improve(prices, index, by) || improved;
  }
  return leaf;
}

const STEPS = [32, 4, 1, -1, -4, -32];
const MOST_ROUNDS = 12;

/** A branch that has not been decided yet, with `leaf` in both halves for the time being. */
function drawnBranch(space: Space, leaf: Leaf, dice: Dice): Branch | undefined {
  const open = space.pairs.flatMap(({ low, high }, pair) => (low < high ? [pair] : []));
  const pair = open[dice(Math.max(1, open.length))];
  if (pair === undefined) return undefined;
  const kind = dice(4);
  return (
    (kind < 2 ? rowBranch(space, leaf, dice) : undefined) ??
    (kind > 1 && dice(3) > 0 ? splitBranch(space, pair, leaf, dice) : undefined) ?? {
      kind: 'branch',
      pair,
      zero: leaf,
      one: leaf,
    }
  );
}

function rowBranch(space: Space, leaf: Leaf, dice: Dice): Branch | undefined {
  const { rows, pairs } = space;
  const row = dice(Math.max(1, rows.length));
  const range = rows[row];
  if (!range) return undefined;
  const reach = (side: (range: Range, coefficient: number) => number) =>
    range.coefficients.reduce((sum, each, pair) => sum + each * side(pairs[pair] as Range, each), 0);
  const least = reach(({ low, high }, each) => (each > 0 ? low : high));
  const most = reach(({ low, high }, each) => (each > 0 ? high : low));
  const low = Math.max(least, range.low);
  const high = Math.min(most, range.high);
  if (low >= high) return undefined;
  return { kind: 'row', row, at: low + dice(high - low), below: leaf, above: leaf };
}

/** Splits the pairs of one end of the pair, into such as are decided otherwise in the two halves. */
function splitBranch(space: Space, pair: number, leaf: Leaf, dice: Dice): Branch | undefined {
  const side = dice(2) === 0 ? 'participant' : 'mentor';
  const ends = Array.from(space.problem.pairs[side]);
  const person = ends[pair] as number;
  const range = (side === 'participant' ? space.participants : space.mentors)[person];
  if (!range || range.high > 1) return undefined;
  const others = ends.flatMap((end, other) => (end === person && other !== pair ? [other] : []));
  if (!others.some((other) => space.pairs[other]?.high === 1)) return undefined;
  const pairs = [pair, ...others.filter(() => dice(3) === 0)];
  // Where all open pairs are listed, one half is the whole: nothing would be decided.
  if (!others.some((other) => !pairs.includes(other) && space.pairs[other]?.high === 1)) return undefined;
  return { kind: 'split', side, person, pairs, outside: leaf, inside: leaf };
}
