import { compareFractions, fraction } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';

/** A match as a function of one weight t: worth constant + slope t. Whole numbers. */
export interface Line {
  readonly constant: number;
  readonly slope: number;
}

/** A line that is the highest at a weight. */
interface Support<L extends Line> {
  readonly at: Fraction;
  readonly line: L;
}

/** A stretch of the weight over which one line is the highest. */
export interface Piece<L extends Line> extends Support<L> {
  readonly from: Fraction;
  readonly to: Fraction;
}

/**
 * The upper envelope of all lines over [from, to], where `highest` gives a line that is highest at a weight: piece after piece, each of
 * some length. Two lines known to be highest at their weights meet in between; either they are highest there too, so that it is a
 * breakpoint and nothing else lies between them, or a new line is (Eisner and Severance 1976). At most two calls for each piece, and two more,
 * as long as no line that touches the envelope in a corner alone is given. Exact.
 * `onKnown` is told how far everything is known.
 */
export function upperEnvelope<L extends Line>(
  from: Fraction,
  to: Fraction,
  highest: (at: Fraction) => L,
  onKnown: (end: Fraction) => void = () => undefined,
): readonly Piece<L>[] {
  const pieces: Piece<L>[] = [];
  let support: Support<L> = { at: from, line: highest(from) };
  let begin = from;
  const close = (end: Fraction) => {
    // A line that touches the envelope in a corner alone has no length.
    if (compareFractions(begin, end) < 0) pieces.push({ ...support, from: begin, to: end });
    begin = end;
    onKnown(end);
  };
  // Supports wait until everything to their left is known; that of the lowest weight is on top.
  const waiting: Support<L>[] = [{ at: to, line: highest(to) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (support.line.slope === next.line.slope) continue;
    const at = meeting(support.line, next.line);
    const between = isKnown(at, support, next) ? undefined : { at, line: highest(at) };
    if (between && isAbove(between.line, support.line, at)) waiting.push(next, between);
    else {
      close(at);
      support = next;
    }
  }
  close(to);
  return pieces;
}

/** Where a steeper line overtakes a line. */
function meeting(line: Line, steeper: Line): Fraction {
  return fraction(line.constant - steeper.constant, steeper.slope - line.slope);
}

/** Where one of the two is known to be highest, both are where they meet. */
function isKnown(at: Fraction, ...supports: readonly Support<Line>[]): boolean {
  return supports.some((support) => compareFractions(support.at, at) === 0);
}

function isAbove(one: Line, other: Line, { numerator, denominator }: Fraction): boolean {
  const constants = BigInt(one.constant - other.constant) * BigInt(denominator);
  return constants + BigInt(one.slope - other.slope) * BigInt(numerator) > 0n;
}
