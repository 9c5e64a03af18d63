import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { LabMeasured, LabRun, LabSize } from '#solver/contract/api/lab.ts';
import {
  comparisonsOf,
  csvOf,
  planWords,
  progressWords,
  proofOf,
  seriesOf,
  shapeWords,
  sizesUpTo,
  totalMs,
} from '../../../../web/src/screens/lab/lab-words.ts';

const SIZES: LabSize[] = [
  { participants: 10, mentors: 20 },
  { participants: 20, mentors: 40 },
];

function measured(
  size: LabSize,
  engine: LabMeasured['engine'],
  change: Partial<LabMeasured> = {},
): LabMeasured {
  return {
    kind: 'measured',
    size,
    engine,
    repeats: 3,
    allowedPairs: 100,
    quotas: 0,
    status: 'optimal',
    matched: 10,
    score: 500,
    relativeGap: 0,
    answer: 'a',
    engineUsed: engine,
    explanation: '',
    milliseconds: { scoring: 1, program: 2, solve: 3, certify: 4 },
    memoryBytes: 5e6,
    ...change,
  };
}

function runWith(measurements: LabRun['measurements'], change: Partial<LabRun> = {}): LabRun {
  return {
    id: 'run-0001',
    createdAt: '2026-11-28T01:00:00.000Z',
    status: 'running',
    request: {
      shape: { programme: 'minnesota', seed: 7, capacity: null, quotas: 'none' },
      sizes: SIZES,
      engines: ['auto', 'glpk'],
      seconds: 10,
    },
    machine: {
      version: '1',
      commit: null,
      node: '24',
      processor: 'A "fast", processor',
      cores: 2,
      memoryBytes: 1,
      system: 'Linux',
    },
    measurements,
    ...change,
  };
}

test('sizes double up to the one that was chosen, and leave nobody alone', () => {
  expect(sizesUpTo({ participants: 200, mentors: 100 })).toEqual([
    { participants: 13, mentors: 6 },
    { participants: 25, mentors: 13 },
    { participants: 50, mentors: 25 },
    { participants: 100, mentors: 50 },
    { participants: 200, mentors: 100 },
  ]);
  const side = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(side, side, (participants, mentors) => {
      const sizes = sizesUpTo({ participants, mentors });
      expect(sizes.at(-1)).toEqual({ participants, mentors });
      expect(sizes.length).toBeLessThanOrEqual(6);
      for (const [at, size] of sizes.entries())
        if (at > 0) expect(size.participants).toBeGreaterThanOrEqual(sizes[at - 1]?.participants ?? 0);
    }),
  );
});

test('a cohort and what is measured on it are told in sentences', () => {
  const shape = { programme: 'x', seed: 7, capacity: 1, quotas: 'programme' } as const;
  expect(shapeWords({ participants: 1, mentors: 2_000 }, shape, 'Minnesota')).toBe(
    '1 participant and 2,000 mentors of “Minnesota”, drawn from seed 7; each mentor takes 1 participant, and all quotas of the programme are in force.',
  );
  expect(planWords(SIZES, ['auto', 'glpk', 'highs'], 10)).toBe(
    'Matched by auto, glpk, and highs at 2 sizes: 6 measurements, each search at most 10 s.',
  );
});

test('progress names what is measured now', () => {
  const first = measured(SIZES[0] as LabSize, 'auto');
  expect(progressWords(runWith([], { status: 'waiting' }))).toBe('Waits for the runs before it.');
  expect(progressWords(runWith([first]))).toBe('1 of 4 measured; now 10 × 20 with glpk.');
  expect(progressWords(runWith([first], { status: 'stopped' }))).toBe('Stopped: 1 of 4 measured.');
});

describe('answers of one size are compared', () => {
  const [size] = SIZES as [LabSize, LabSize];
  const verdictOf = (...two: Partial<LabMeasured>[]) =>
    comparisonsOf(runWith(two.map((change, at) => measured(size, at === 0 ? 'auto' : 'glpk', change))))[0];

  test.each([
    ['the same pairs', [{}, {}], 'all give the same pairs'],
    ['other pairs of the same worth', [{}, { answer: 'b' }], 'all give equally good matches of other pairs'],
    [
      'one without proof',
      [{}, { status: 'feasible' as const, score: 400 }],
      'not comparable: fewer than two engines came to their end',
    ],
    ['alone', [{}], ''],
  ])('%s', (_, two, verdict) => {
    expect(verdictOf(...two)).toMatchObject({ verdict, isContradiction: false });
  });

  test.each([{ score: 501 }, { matched: 9 }, { status: 'infeasible' as const, matched: null, score: null }])(
    'a proven answer that differs is a contradiction: %j',
    (change) => {
      expect(verdictOf({}, change)?.isContradiction).toBe(true);
    },
  );
});

test('a bound is told as a share of the best, rounded down', () => {
  expect(proofOf(measured(SIZES[0] as LabSize, 'auto'))).toBe('best possible, proven');
  const gap = measured(SIZES[0] as LabSize, 'auto', { status: 'feasible', relativeGap: 0.04 });
  expect(proofOf(gap)).toBe('good, not proven best: at least 96.1 %');
});

test('a picture has a line for each engine that was measured', () => {
  const run = runWith(SIZES.map((size) => measured(size, 'auto')));
  expect(seriesOf(run, 'total')).toEqual([
    {
      key: 'auto',
      label: 'auto',
      points: [
        { x: 30, y: 10 },
        { x: 60, y: 10 },
      ],
    },
  ]);
  expect(totalMs(measured(SIZES[0] as LabSize, 'auto'))).toBe(10);
});

test('the CSV has every measurement with what it was measured on, and an independent reader finds the same cells', () => {
  const [small, large] = SIZES as [LabSize, LabSize];
  const refused = {
    kind: 'refused',
    size: large,
    engine: 'glpk',
    code: 'DEADLINE',
    message: 'too long',
  } as const;
  const { data } = Papa.parse<Record<string, string>>(csvOf([runWith([measured(small, 'auto'), refused])]), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data).toHaveLength(2);
  expect(data[0]).toMatchObject({
    participants: '10',
    engine: 'auto',
    solve_ms: '3',
    processor: 'A "fast", processor',
    refused: '',
  });
  expect(data[1]).toMatchObject({ participants: '20', engine: 'glpk', refused: 'DEADLINE', score: '' });
});
