import type { Limits, Program, Row } from '../../program/program.ts';

/** Do the programs say the same of each pair, person and row? Columns that both share are not read. */
export function isSameProgram(a: Program, b: Program): boolean {
  return (
    areSame(a.participant, b.participant) &&
    areSame(a.mentor, b.mentor) &&
    areSame(a.fixed, b.fixed) &&
    areSame(a.objective, b.objective) &&
    areSameLimits(a.participants, b.participants) &&
    areSameLimits(a.mentors, b.mentors) &&
    a.rows.length === b.rows.length &&
    a.rows.every((row, index) => areSameRows(row, b.rows[index] as Row))
  );
}

function areSameLimits(a: Limits, b: Limits): boolean {
  return areSame(a.min, b.min) && areSame(a.max, b.max);
}

function areSameRows(a: Row, b: Row): boolean {
  if (a === b) return true;
  return (
    a.lower === b.lower &&
    a.upper === b.upper &&
    areSame(a.pairs, b.pairs) &&
    areSame(a.coefficients, b.coefficients)
  );
}

type Column = Int8Array | Int32Array | Float64Array;

function areSame(a: Column, b: Column): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
