import { EMPTY_ROW } from '../../program/program.ts';
import type { Program } from '../../program/program.ts';
import type { Cut } from './node.ts';
import { isFractional } from './support.ts';
import type { Support } from './support.ts';

export type PairCut = Extract<Cut, { kind: 'branch' }> & { readonly value: number };

const MOST_SPLITS = 4;
const MOST_ROWS = 3;
/** Rows whose activity is nearer than this to a whole number are not cut: the halves would differ by little. */
const ROW_FRACTION = 0.1;

/** Pairs at fractional values, nearest to one half first. */
export function pairCuts({ pairs, values }: Support): PairCut[] {
  return Array.from(pairs.keys())
    .filter((index) => isFractional(values[index] as number))
    .map((index) => ({ index, away: Math.abs((values[index] as number) - 0.5) }))
    .sort((a, b) => a.away - b.away || a.index - b.index)
    .map(({ index }) => ({
      kind: 'branch',
      pair: pairs[index] as number,
      value: values[index] as number,
    }));
}

/** Halves of the pairs of people who are torn between three or more, who take one partner at most; the most torn first. */
export function splitCuts(program: Program, pairsOf: PairsOf, support: Support): Cut[] {
  const torn = [
    ...tornPeople(program, 'participant', support),
    ...tornPeople(program, 'mentor', support),
  ].sort((a, b) => b.shares.length - a.shares.length);
  return torn.slice(0, MOST_SPLITS).map(({ side, person, shares }): Cut => {
    const pairs = aboutHalf(shares);
    const own = pairsOf(side, person);
    return { kind: 'split', side, person, pairs, others: own.filter((pair) => !pairs.includes(pair)) };
  });
}

/** All pairs of a person. */
export type PairsOf = (side: 'participant' | 'mentor', person: number) => number[];

interface Torn {
  readonly side: 'participant' | 'mentor';
  readonly person: number;
  readonly shares: readonly (readonly [pair: number, value: number])[];
}

function tornPeople(program: Program, side: Torn['side'], { pairs, values }: Support): Torn[] {
  const ends = program[side];
  const { max } = side === 'participant' ? program.participants : program.mentors;
  const byPerson = new Map<number, [number, number][]>();
  for (let index = 0; index < pairs.length; index += 1) {
    const value = values[index] as number;
    if (!isFractional(value)) continue;
    const person = ends[pairs[index] as number] as number;
    if ((max[person] as number) !== 1) continue;
    const shares = byPerson.get(person) ?? [];
    shares.push([pairs[index] as number, value]);
    byPerson.set(person, shares);
  }
  return [...byPerson]
    .filter(([, shares]) => shares.length >= 3)
    .map(([person, shares]) => ({ side, person, shares }));
}

/** Pairs that together come nearest to one half, taken greedily from the largest share. */
function aboutHalf(shares: Torn['shares']): number[] {
  const pairs: number[] = [];
  let sum = 0;
  for (const [pair, value] of [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    if (Math.abs(sum + value - 0.5) >= Math.abs(sum - 0.5)) continue;
    pairs.push(pair);
    sum += value;
  }
  return pairs;
}

/** Rows whose sum is not whole. */
export function rowCuts({ rows }: Program, { pairs, values }: Support): Cut[] {
  const valueOf = new Map(Array.from(pairs, (pair, index) => [pair, values[index] as number]));
  const cuts: { cut: Cut; away: number }[] = [];
  for (const [index, row] of rows.entries()) {
    if (row === EMPTY_ROW) continue;
    let sum = 0;
    for (const [entry, pair] of row.pairs.entries())
      sum += (row.coefficients[entry] as number) * (valueOf.get(pair) ?? 0);
    const away = Math.abs(sum - Math.floor(sum) - 0.5);
    if (away < 0.5 - ROW_FRACTION) cuts.push({ cut: { kind: 'row', row: index, at: Math.floor(sum) }, away });
  }
  return cuts
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST_ROWS)
    .map(({ cut }) => cut);
}
