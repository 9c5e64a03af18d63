import { compareFractions, fraction } from '../weights/fraction.ts';
import type { Fraction } from '../weights/fraction.ts';

/** A match as a function of one weight t: worth constant + slope t. Whole numbers. */
export interface Line {
  readonly constant: number;
  readonly slope: number;
}

/** A line that is the highest at a weight. */
export interface Support<L extends Line> {
  readonly at: Fraction;
  readonly line: L;
}

/** A stretch of the weight over which one line is the highest. */
export interface Piece<L extends Line> extends Support<L> {
  readonly from: Fraction;
  readonly to: Fraction;
}

/** Finds a highest line at any weight of a stretch. */
export interface HighestLines<L extends Line> {
  at(weight: Fraction): L;
  /** The same for weights between those of two supports: they leave fewer lines to choose from. */
  between(left: Support<L>, right: Support<L>): HighestLines<L>;
}

/**
 * The upper envelope of all lines over [from, to]: piece after piece, each of some length. Two lines known to be highest at their weights
 * meet in between; either they are highest there too, so that it is a breakpoint and nothing else lies between them, or a new line is
 * (Eisner and Severance 1976). At most two searches for each piece, and two more, as long as no line that touches the envelope in
 * a corner alone is found. Exact. `onKnown` is told how far everything is known.
 */
export function upperEnvelope<L extends Line>(
  from: Fraction,
  to: Fraction,
  highest: HighestLines<L>,
  onKnown: (end: Fraction) => void = () => undefined,
): readonly Piece<L>[] {
  const pieces: Piece<L>[] = [];
  let support: Support<L> = { at: from, line: highest.at(from) };
  let begin = from;
  const close = (end: Fraction) => {
    // A line that touches the envelope in a corner alone has no length.
    if (compareFractions(begin, end) < 0) pieces.push({ ...support, from: begin, to: end });
    begin = end;
    onKnown(end);
  };
  // Supports wait until everything to their left is known, each with the search to its left; that of the lowest weight is on top.
  const waiting = [{ next: { at: to, line: highest.at(to) }, search: highest }];
  for (let top = waiting.pop(); top !== undefined; top = waiting.pop()) {
    const { next } = top;
    if (support.line.slope === next.line.slope) continue;
    const at = meeting(support.line, next.line);
    const found = isKnown(at, support, next) ? undefined : foundBetween(support, next, at, top.search);
    if (found && isAbove(found.next.line, support.line, at))
      waiting.push({ next, search: found.search }, found);
    else {
      close(at);
      support = next;
    }
  }
  close(to);
  return pieces;
}

function foundBetween<L extends Line>(
  left: Support<L>,
  right: Support<L>,
  at: Fraction,
  around: HighestLines<L>,
): { next: Support<L>; search: HighestLines<L> } {
  const search = around.between(left, right);
  return { next: { at, line: search.at(at) }, search };
}

/** Where a steeper line overtakes a line. */
export function meeting(line: Line, steeper: Line): Fraction {
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
