import type { BoundLeaf, ContradictionLeaf, Proof } from '../../contract/certificate.ts';
import { proofOverAllPairs } from '../../program/compaction.ts';
import { narrowed } from '../../program/narrowing.ts';
import type { Limits, Program, Row } from '../../program/program.ts';
import { coreProgram } from './core-program.ts';
import { roundedRow } from './divisor.ts';
import type { CoreProgram } from './core-program.ts';

/** What a leaf leaves of a program for choices that are worth more than is known. */
export interface Better {
  /** The least value above what is known that the objective can take. */
  readonly least: number;
  /** The program of those choices without the pairs that none of them has; undefined where no choice is left. */
  readonly within: CoreProgram | undefined;
  /** The proof over the whole program, made of one over what is left. */
  readonly proofWith: (rest: Proof) => Proof;
}

/**
 * Reduced-cost fixing for good (Dantzig, Fulkerson and Johnson 1954; the checker's narrowing): a choice that is worth more than `above` loses at
 * most the gap to the leaf's bound, which settles most pairs. Undefined where nothing is known yet.
 */
export function better(
  program: Program,
  leaf: BoundLeaf | ContradictionLeaf,
  above: number,
  divisor: number,
  quotas: number,
): Better | undefined {
  if (!Number.isFinite(above) || leaf.kind !== 'bound') return undefined;
  const least = (Math.floor(above / divisor) + 1) * divisor;
  const drawn = narrowed(program, least, { proof: leaf }).program;
  const ofQuotas = (row: Row, index: number) => (index < quotas ? roundedRow(row, drawn.fixed) : row);
  const narrow = { ...drawn, rows: drawn.rows.map(ofQuotas) };
  const isEmpty =
    isCrossed(narrow.participants) ||
    isCrossed(narrow.mentors) ||
    narrow.rows.some(({ lower, upper }) => lower > upper);
  const within = isEmpty ? undefined : coreProgram(narrow, new Uint8Array(narrow.fixed.length).fill(1));
  return {
    least,
    within,
    proofWith: (rest) => ({
      kind: 'narrowing',
      leaf,
      least,
      rest: proofOverAllPairs(rest, within?.pairs),
    }),
  };
}

function isCrossed({ min, max }: Limits): boolean {
  return min.some((least, node) => least > (max[node] as number));
}
