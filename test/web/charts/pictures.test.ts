import { describe, expect, test } from 'vitest';
import { agreementWords } from '../../../web/src/charts/agreement.ts';
import { certainPercent } from '../../../web/src/charts/certified-interval.ts';
import { pileUp } from '../../../web/src/charts/dot-strip.ts';
import { changeWords } from '../../../web/src/charts/dumbbells.ts';
import { layLegend } from '../../../web/src/charts/legend.ts';
import { fittedTo, linesOf, numberWords, widthOf } from '../../../web/src/charts/lettering.ts';
import { fitted, scaleOver, ticksOf } from '../../../web/src/charts/line-chart.ts';
import { balanceWords } from '../../../web/src/charts/paired-bars.ts';
import { legible, scaleAround } from '../../../web/src/charts/scatter.ts';

describe('dot strip', () => {
  test('no dot hides another, and the weakest come first', () => {
    const dots = [70, 41, 41.2, 41.1, 90].map((value, at) => ({ key: String(at), label: '', value }));
    const placed = pileUp(dots, (value) => value * 2, 8);
    expect(placed.map(({ value }) => value)).toEqual([41, 41.1, 41.2, 70, 90]);
    expect(placed.map(({ level }) => level)).toEqual([0, 1, 2, 0, 0]);
    const apart = placed.flatMap((one, at) =>
      placed.slice(at + 1).map((other) => Math.hypot(one.x - other.x, (one.level - other.level) * 8)),
    );
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(8);
  });
});

describe('line chart', () => {
  const cubic = [10, 20, 50, 100].map((x) => ({ x, y: 0.5 * x ** 3 }));

  test('two logarithmic axes give the exponent of a power, others none', () => {
    const series = [{ key: 'a', label: 'ours', points: cubic }];
    const [log] = fitted(series, { label: 'n', scale: 'log' }, { label: 'ms', scale: 'log' });
    expect(log?.law?.exponent).toBeCloseTo(3, 9);
    expect(log?.law?.factor).toBeCloseTo(0.5, 9);
    expect(log?.legend).toBe('ours, n^3.00');
    const [plain] = fitted(series, { label: 'n' }, { label: 'ms', scale: 'log' });
    expect(plain?.legend).toBe('ours');
  });

  test('no exponent from fewer than three sizes, or from times that were too short to see', () => {
    const log = { label: '', scale: 'log' } as const;
    const points = [...cubic.slice(0, 2), { x: 50, y: 0 }];
    expect(fitted([{ key: 'a', label: 'ours', points }], log, log)[0]?.law).toBeUndefined();
  });

  test('a logarithmic axis ends at 1, 2 or 5 and names few ticks', () => {
    const scale = scaleOver([60, 1000], 'log', [0, 100]);
    expect(scale.domain()).toEqual([50, 1000]);
    expect(ticksOf(scale, 8)).toEqual([50, 100, 200, 500, 1000]);
    expect(ticksOf(scaleOver([0.9, 9000], 'log', [0, 100]), 6)).toEqual([1, 10, 100, 1000, 10_000]);
  });
});

test('sets that agree are named together', () => {
  const sets = ['A', 'B', 'C', 'D'];
  expect(agreementWords(sets, [0, 0, 0, 0])).toBe('all agree');
  expect(agreementWords(sets, [0, 0, 1, 1])).toBe('A and B agree; C and D agree');
  expect(agreementWords(sets, [0, 1, 0, 2])).toBe('A and C agree; B and D differ');
  expect(agreementWords(sets, [0, 1, 2, 3])).toBe('all differ');
  expect(agreementWords(['X', 'X'], [0, 1])).toBe('all differ');
});

test('what is certain is never rounded up to proven', () => {
  expect(certainPercent({ seconds: 1, best: 99_999, bound: 100_000 })).toBe(99.9);
  expect(certainPercent({ seconds: 1, best: 100_000, bound: 100_000 })).toBe(100);
});

test('changes and balances in words', () => {
  const row = { key: '', label: '' };
  expect(changeWords({ ...row, before: 41, after: 63 })).toBe('+22.0');
  expect(changeWords({ ...row, before: 63, after: 41.2 })).toBe('−21.8');
  expect(changeWords({ ...row, before: 63, after: undefined })).toBe('gone');
  expect(balanceWords({ ...row, demand: 5, supply: 3 })).toBe('2 short');
  expect(balanceWords({ ...row, demand: 3, supply: 5 })).toBe('2 over');
});

test('labels of points never run into one another', () => {
  const at = (x: number, y: number) => ({ x, y, label: 'Draft A' });
  expect(legible([at(0, 0), at(10, 4), at(10, 40), at(290, 100)], 300)).toEqual([true, false, true, false]);
  expect(scaleAround([0, 14], [0, 100]).domain()[0]).toBe(0);
});

test('words keep to their room', () => {
  expect(fittedTo('Ines', 200)).toBe('Ines');
  expect(widthOf(fittedTo('Wilhelmina Featherstonehaugh', 80))).toBeLessThanOrEqual(80);
  const lines = linesOf('Supply and demand by region in Minnesota', 120, 18);
  expect(lines.join(' ')).toBe('Supply and demand by region in Minnesota');
  expect(lines.length).toBeGreaterThan(1);
  expect(layLegend(['one', 'two'], 1000).height).toBeLessThan(layLegend(['one', 'two'], 60).height);
  expect([numberWords(1234.5), numberWords(0.01234)]).toEqual(['1,234.5', '0.0123']);
});
