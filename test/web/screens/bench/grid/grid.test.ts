import { describe, expect, test } from 'vitest';
import { CELL } from '#solver/contract/explore/grid-cell.ts';
import { shippedProgramme } from '#solver/contract/programme/shipped.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { GridCells } from '../../../../../web/src/screens/bench/grid/grid-cells.ts';
import { axisOf, GridPlan } from '../../../../../web/src/screens/bench/grid/plan.ts';
import { rankedMentors } from '../../../../../web/src/screens/bench/grid/ranking.ts';
import { seriate } from '../../../../../web/src/screens/bench/grid/seriation.ts';
import {
  cellAt,
  fittingSize,
  HEADER,
  moved,
  scrollTo,
  spanInSight,
} from '../../../../../web/src/screens/bench/grid/view-window.ts';

const base64 = (bytes: ArrayBufferLike) => Buffer.from(bytes).toString('base64');
const column = (numbers: number[]) => base64(Int32Array.from(numbers).buffer);

/** Two participants and three mentors: a match of a and x, b and y. */
const cells = new GridCells({
  participants: ['a', 'b'],
  mentors: ['x', 'y', 'z'],
  pairs: null,
  partial: false,
  note: null,
  answer: {
    format: 'mile-grid/1',
    state: base64(Uint8Array.of(0, 0, CELL.rule + 2, CELL.forbidden, 0, CELL.impossible).buffer),
    matched: column([0, 1, 0]),
    score: column([0, -300, 0]),
    moved: column([0, 1, 0]),
    partial: false,
  },
});

describe('the grid as it came', () => {
  test('every cell tells its cost, or why it has none', () => {
    expect(cells.at(0, 0)).toEqual({ kind: 'cost', cost: { matched: 0, score: 0, moved: 0 } });
    expect(cells.at(0, 1)).toEqual({ kind: 'cost', cost: { matched: 1, score: -300, moved: 1 } });
    expect(cells.at(0, 2)).toEqual({ kind: 'rule', rule: 2 });
    expect(cells.at(1, 0)).toEqual({ kind: 'forbidden' });
    expect(cells.at(1, 2)).toEqual({ kind: 'impossible' });
    expect(cells.lossAt(0, 1)).toBeUndefined();
  });

  test('mentors of one person stand by what they cost, and whom nothing allows stand last', () => {
    const ranked = rankedMentors(
      cells,
      0,
      (at) => at === 0,
      (id) => id,
    );
    expect(ranked.map(({ mentor, isMatched }) => [mentor, isMatched])).toEqual([
      ['x', true],
      ['y', false],
      ['z', false],
    ]);
  });

  test('a name that is looked for narrows its side; places go on meaning the same pairs', () => {
    const order = {
      order: ['b', 'a'],
      bands: [
        { label: 'North', from: 0, to: 1 },
        { label: 'South', from: 1, to: 2 },
      ],
    };
    const names = (id: string) => id;
    const rows = axisOf(
      order,
      (id) => cells.rowOf(id),
      names,
      (name) => name === 'a',
    );
    const columns = axisOf(
      { order: ['z', 'x', 'y'], bands: [] },
      (id) => cells.columnOf(id),
      names,
      () => true,
    );
    const plan = new GridPlan(cells, rows, columns, [{ participant: 'a', mentor: 'x' }]);
    expect(rows.bands).toEqual([{ label: 'South', from: 0, to: 1 }]);
    expect(plan.extent).toEqual({ rows: 1, columns: 3 });
    const place = plan.placeOf({ participant: 'a', mentor: 'x' });
    expect(place).toEqual({ row: 0, column: 1 });
    expect(place && plan.isMatched(place)).toBe(true);
    expect(plan.cellAt({ row: 0, column: 0 })).toEqual({ kind: 'rule', rule: 2 });
    expect(plan.placeOf({ participant: 'b', mentor: 'x' })).toBeUndefined();
  });
});

describe('seriation', () => {
  test.each(['minnesota', 'civil-service'])(
    '%s: everybody once, bands cover the order and repeat no label',
    (id) => {
      const programme = shippedProgramme(id);
      if (!programme) throw new Error('shipped');
      const { participants } =
        id === 'minnesota'
          ? simulateCohort({ programme, participants: 80, mentors: 80, seed: 3 })
          : {
              participants: ['eo', 'seo', 'heo', 'seo'].map((grade, at) => ({
                id: `p${at}`,
                values: { grade },
              })),
            };
      const people = participants.map((person) => ({ ...person, name: person.id }));
      const { order, bands } = seriate(programme, 'participant', people);
      expect([...order].sort()).toEqual(people.map((person) => person.id).sort());
      expect(bands[0]?.from).toBe(0);
      expect(bands.at(-1)?.to).toBe(people.length);
      bands.slice(1).forEach(({ from }, at) => expect(from).toBe(bands[at]?.to));
      expect(new Set(bands.map(({ label }) => label)).size).toBe(bands.length);
      expect(seriate(programme, 'participant', people.toReversed()).order).toEqual(order);
    },
  );
});

describe('what is in sight', () => {
  const frame = { size: 18, left: 100, top: 40, width: 700, height: 500 };
  const extent = { rows: 1000, columns: 1000 };

  test('a point and the cell under it agree with where cells are painted', () => {
    const place = cellAt(frame, HEADER.width + 30, HEADER.height + 50, extent);
    expect(place).toEqual({ row: 5, column: 7 });
    expect(cellAt(frame, HEADER.width - 1, HEADER.height + 50, extent)).toBeUndefined();
    expect(cellAt(frame, HEADER.width + 30, HEADER.height + 50, { rows: 5, columns: 9 })).toBeUndefined();
    expect(spanInSight(100, 532, 18, 1000)).toEqual({ from: 5, to: 36 });
    expect(spanInSight(100, 532, 18, 20)).toEqual({ from: 5, to: 20 });
  });

  test('keys keep to the grid, and what they reach comes into sight with the least scrolling', () => {
    expect(moved('ArrowLeft', false, { row: 3, column: 0 }, extent)).toEqual({ row: 3, column: 0 });
    expect(moved('End', true, { row: 3, column: 0 }, extent)).toEqual({ row: 999, column: 999 });
    expect(moved('a', false, { row: 3, column: 0 }, extent)).toBeUndefined();
    expect(scrollTo(frame, { row: 10, column: 20 })).toEqual({ left: 100, top: 40 });
    expect(scrollTo(frame, { row: 999, column: 0 })).toEqual({
      left: 0,
      top: 18_000 - (500 - HEADER.height),
    });
  });

  test('what fits is shown whole, in the largest cells', () => {
    expect(fittingSize({ rows: 25, columns: 30 }, 168 + 30 * 18, 132 + 25 * 20)).toBe(18);
    expect(fittingSize(extent, 700, 500)).toBe(2);
  });
});
