import type { Cell, GridCells } from './grid-cells.ts';

export interface RankedMentor {
  readonly column: number;
  readonly mentor: string;
  readonly cell: Cell;
  readonly isMatched: boolean;
}

const KINDS: Readonly<Record<Cell['kind'], number>> = {
  cost: 0,
  open: 1,
  impossible: 2,
  forbidden: 3,
  rule: 4,
};

/** The mentors of one participant: those in the match, then the others by what they cost, then whom nothing allows. */
export function rankedMentors(
  cells: GridCells,
  row: number,
  isMatched: (column: number) => boolean,
  nameOf: (id: string) => string,
): RankedMentor[] {
  const mentors = cells.mentors.map((mentor, column) => ({
    column,
    mentor,
    cell: cells.at(row, column),
    isMatched: isMatched(column),
  }));
  return mentors.sort(
    (a, b) =>
      Number(b.isMatched) - Number(a.isMatched) ||
      KINDS[a.cell.kind] - KINDS[b.cell.kind] ||
      lossOf(a.cell, b.cell) ||
      nameOf(a.mentor).localeCompare(nameOf(b.mentor)),
  );
}

function lossOf(a: Cell, b: Cell): number {
  if (a.kind !== 'cost' || b.kind !== 'cost') return 0;
  return a.cost.matched - b.cost.matched || a.cost.score - b.cost.score || a.cost.moved - b.cost.moved;
}
