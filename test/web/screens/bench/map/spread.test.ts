import { expect, test } from 'vitest';
import { spreadOut, type Standing } from '../../../../../web/src/screens/bench/map/spread.ts';

const standing = (key: string, at: [number, number]): Standing => ({ key, kind: 'mentor', at, of: key });
const flatten = ([longitude, latitude]: [number, number]): [number, number] => [
  10 * longitude,
  -10 * latitude,
];

test('the first of a place stands in its middle, others around it, and nobody on anybody', () => {
  const spots = spreadOut(
    Array.from({ length: 40 }, (_, at) => standing(`m${at}`, [1, 2])),
    flatten,
  );
  expect(spots.get('m0')).toEqual([10, -20]);
  const seats = [...spots.values()];
  const gaps = seats.flatMap(([x, y], at) =>
    seats.slice(at + 1).map(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY)),
  );
  // Symbols are seven pixels wide: with five between their middles most of each is seen.
  expect(Math.min(...gaps)).toBeGreaterThan(5);
  // Seat 4 is twice as far out as seat 1.
  const reach = (key: string) => {
    const [x, y] = spots.get(key) ?? [0, 0];
    return Math.hypot(x - 10, y + 20);
  };
  expect(reach('m4') / reach('m1')).toBeCloseTo(2, 9);
});

test('a mentor of two has one seat, and other places begin anew', () => {
  const spots = spreadOut([standing('a', [0, 0]), standing('a', [0, 0]), standing('b', [1, 0])], flatten);
  expect([...spots]).toEqual([
    ['a', [0, 0]],
    ['b', [10, 0]],
  ]);
});

test('nobody needs no seat', () => {
  expect(spreadOut([], flatten).size).toBe(0);
});
