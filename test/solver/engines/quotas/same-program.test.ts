import { describe, expect, it } from 'vitest';
import { isSameProgram } from '#solver/engines/quotas/same-program.ts';
import { canonicalProblem } from '#solver/program/canonical.ts';
import type { Program } from '#solver/program/program.ts';
import { smallProblem } from '../../../support/random-problem.ts';

type Columns = 'participant' | 'mentor' | 'objective' | 'fixed';

function withFirstMoved<Column extends Int8Array | Int32Array | Float64Array>(column: Column): Column {
  const moved = column.slice() as Column;
  moved[0] = (moved[0] as number) + 1;
  return moved;
}

/** The program with one number changed, once for each of its columns. */
function neighboursOf(program: Program): Program[] {
  const columns: Columns[] = ['participant', 'mentor', 'objective', 'fixed'];
  const { participants, mentors, rows } = program;
  const [first, ...others] = rows;
  return [
    ...columns.map((column) => ({ ...program, [column]: withFirstMoved(program[column]) })),
    { ...program, participants: { ...participants, min: withFirstMoved(participants.min) } },
    { ...program, mentors: { ...mentors, max: withFirstMoved(mentors.max) } },
    { ...program, rows: others },
    ...(first
      ? [
          { ...program, rows: [{ ...first, lower: 1_000_000_000 }, ...others] },
          {
            ...program,
            rows: [{ ...first, coefficients: withFirstMoved(first.coefficients) }, ...others],
          },
        ]
      : []),
  ];
}

describe('programs that say the same', () => {
  it('are told from those in which one number differs, whoever owns the columns', () => {
    let compared = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const { program } = canonicalProblem(smallProblem(seed));
      if (program.objective.length === 0 || !program.rows[0]?.pairs.length) continue;
      expect(isSameProgram(program, structuredClone(program))).toBe(true);
      for (const other of neighboursOf(program)) expect(isSameProgram(program, other)).toBe(false);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(15);
  });
});
