import { decimalOf, greatestCommonDivisor, inLowestTerms } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';
import { onlyEdges } from '../weights/size-face.ts';
import { WeighedProgram } from '../weights/weighed-program.ts';
import type { BestMatch, Multipliers } from '../weights/weighed-program.ts';
import type { WeighedCriterion } from '../weights/weighing.ts';
import { meeting } from './envelope.ts';
import type { HighestLines, Line, Support } from './envelope.ts';

/** A best match as a line over the thousandths of the weight. */
export interface MatchLine extends Line {
  readonly match: BestMatch;
  /** Whose edges the match names. */
  readonly program: WeighedProgram;
}

/** Below so many pairs looking for fewer costs more than it saves. */
const WORTH_NARROWING = 1000;
/** A narrower program has to leave out this share. */
const LEFT_OUT = 1 / 4;
/** Slacks are compared in decimals; in thousandths x points this is far above what these lose. */
const ROUNDING = 1;

/**
 * The matches under all weights of one criterion, the others kept and summed up in one column. `unit` is the greatest common divisor of their
 * thousandths.
 */
export class Slider implements HighestLines<MatchLine> {
  readonly #program: WeighedProgram;
  readonly #unit: number;

  constructor(program: WeighedProgram, unit: number) {
    this.#program = program;
    this.#unit = unit;
  }

  at(thousandths: Fraction): MatchLine {
    const match = this.#program.best(this.#multipliersAt(thousandths));
    const [others, own] = match.totals;
    const constant = this.#unit * (others as number);
    return { constant, slope: own as number, match, program: this.#program };
  }

  /**
   * Without the pairs that are in no best match between two supports. Prices of both ends, joined in proportion, are feasible prices in
   * between and bound the best value by the chord of the ends; the supports' lines bound it from below, worst where they meet. A pair
   * whose slack at both ends exceeds that gap has more at every weight in between, so it stands in no match that reaches the best.
   */
  between(left: Support<MatchLine>, right: Support<MatchLine>): Slider {
    const edges = this.#program.face.pairs.length;
    if (edges < WORTH_NARROWING) return this;
    const gap = gapBetween(left, right) + ROUNDING;
    const [atLeft, atRight] = [this.#slacks(left), this.#slacks(right)];
    const kept = new Int32Array(edges);
    let count = 0;
    for (let edge = 0; edge < edges; edge += 1) {
      if (
        (atLeft.slacks[edge] as number) * atLeft.unit > gap &&
        (atRight.slacks[edge] as number) * atRight.unit > gap
      )
        continue;
      kept[count] = edge;
      count += 1;
    }
    if (count > (1 - LEFT_OUT) * edges) return this;
    const face = onlyEdges(this.#program.face, kept.subarray(0, count));
    return new Slider(new WeighedProgram(this.#program.weighing, face), this.#unit);
  }

  /** Weights [of the others together, of the one] in a unit in which both are whole. */
  #multipliersAt({ numerator, denominator }: Fraction): Multipliers {
    return [this.#unit * denominator, numerator];
  }

  /** The slacks of a support's prices, with their unit in thousandths x points. */
  #slacks({ at, line }: Support<MatchLine>): { slacks: Float64Array; unit: number } {
    const multipliers = this.#multipliersAt(at);
    const [lowest] = inLowestTerms(multipliers);
    const unit = (multipliers[0] as number) / (lowest as number) / at.denominator;
    return { slacks: this.#program.slacks(multipliers, line.match.prices), unit };
  }
}

/** How far the chord between two supports lies above their lines where these meet. */
function gapBetween(left: Support<Line>, right: Support<Line>): number {
  const [from, to, at] = [left.at, right.at, meeting(left.line, right.line)].map(decimalOf) as [
    number,
    number,
    number,
  ];
  const share = (at - from) / (to - from);
  const value = ({ constant, slope }: Line, weight: number) => constant + slope * weight;
  const chord = (1 - share) * value(left.line, from) + share * value(right.line, to);
  return chord - value(left.line, at);
}

/** One criterion moves, the others keep their weights. Linear in pairs x criteria. */
export function sliderOf({ weighing, face }: WeighedProgram, moving: WeighedCriterion): Slider {
  const others = weighing.criteria.filter((criterion) => criterion !== moving && criterion.thousandths > 0);
  const unit =
    others.reduce((divisor, { thousandths }) => greatestCommonDivisor(divisor, thousandths), 0) || 1;
  const points = new Int32Array(weighing.problem.pairs.participant.length);
  for (const { thousandths, points: own } of others)
    for (let pair = 0; pair < points.length; pair += 1)
      points[pair] = (points[pair] as number) + (thousandths / unit) * (own[pair] as number);
  const together = { id: 'others', label: 'The others', thousandths: unit, points };
  return new Slider(new WeighedProgram({ ...weighing, criteria: [together, moving] }, face), unit);
}
