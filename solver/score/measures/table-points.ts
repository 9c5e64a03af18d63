import type { PairTable } from '../features/pair-table.ts';
import type { Measure } from './measure.ts';

/** The points of a measure that sees one value of each side. */
export function tablePoints(table: PairTable): Pick<Measure, 'at' | 'add'> {
  const { participants, mentors: columnOf } = table;
  return {
    at: (participant, mentor) => table.at(participant, mentor),
    add(participant, mentors, { begin, end }, times, sums) {
      if (begin === end) return;
      const cells = table.row(participants[participant] as number);
      for (let pair = begin; pair < end; pair += 1) {
        const points = cells[columnOf[mentors[pair] as number] as number] as number;
        sums[pair] = (sums[pair] as number) + times * points;
      }
    },
  };
}
