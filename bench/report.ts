import { goalRows } from './goals.ts';
import { growthIn } from './growth.ts';
import type { PressureTiming } from './http/pressure.ts';
import type { Results } from './results.ts';
import type { Comparison, Timing } from './solver/compare.ts';

const ms = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(value < 10 ? 2 : 0));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function contenderRow(comparison: Comparison, timing: Timing): string[] {
  const ours = comparison.contenders[0]?.ms;
  const { verdict, phases, gap } = timing;
  const time = verdict === 'over the limit' ? `> ${ms(timing.ms)}` : ms(timing.ms);
  const ratio = ours !== undefined && timing.ms !== undefined ? (timing.ms / ours).toFixed(1) : '-';
  return [
    comparison.instance,
    String(comparison.pairs),
    timing.name,
    time,
    ratio,
    gap === undefined ? verdict : `${verdict}, gap ${(100 * gap).toFixed(2)} %`,
    timing.peakMiB ? timing.peakMiB.toFixed(0) : '-',
    phases ? Object.values(phases).map(ms).join(' / ') : '-',
  ];
}

function exponentRows(comparisons: readonly Comparison[]): string[][] {
  return [...new Set(comparisons.map(({ family }) => family))].flatMap((family) =>
    growthIn(family, comparisons).flatMap(({ name, law, points }) =>
      law ? [[family, name, String(points.length), law.exponent.toFixed(2)]] : [],
    ),
  );
}

function part(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length > 0 ? [title, table(head, rows)] : [];
}

function countsOf(kinds: Readonly<Record<string, number>>): string[] {
  return Object.entries(kinds).map(([kind, count]) => `${count} x ${kind}`);
}

function pressureRows({ slowSockets, overload, recoveryMs }: PressureTiming): string[][] {
  return [
    [
      `${slowSockets.sockets} slow sockets`,
      `all closed after ${slowSockets.closedAfterS.toFixed(1)} s; somebody else was answered in ${ms(slowSockets.othersMs)} ms`,
    ],
    [
      `${overload.asked} new questions at once`,
      `${countsOf(overload.statuses).join(', ')}; ${overload.withRetryAfter} say when to come back; the next one: ${overload.nextStatus}`,
    ],
    [
      'from a start after kill -9 to the first answer',
      `${ms(recoveryMs.median)} ms, at most ${ms(recoveryMs.worst)} (${recoveryMs.times} times)`,
    ],
  ];
}

/** The results as a page to read. All times are medians in milliseconds. */
export function report(results: Results): string {
  const {
    stamp,
    groups,
    leftOut,
    comparisons,
    anytime,
    levels,
    explore,
    policyChange,
    warmStart,
    scoring,
    whatIf,
    load,
    pressure,
  } = results;
  const dirty = stamp.dirty ? ' with uncommitted changes' : '';
  return [
    `# Figures of commit ${stamp.commit}${dirty}`,
    `${stamp.takenAt}, Node ${stamp.node}, ${stamp.cores} x ${stamp.cpu}, ${stamp.memoryGiB} GiB, load before ${stamp.loadBefore.toFixed(1)}. Medians, ms. Groups: ${groups.join(', ')}.`,
    ...leftOut,
    ...part(
      '## Asked for and reached',
      ['figure', 'asked for', 'reached', 'met'],
      goalRows(results).map(({ figure, asked, reached, met }) => [
        figure,
        asked,
        reached || 'not measured',
        met === undefined ? '' : met ? 'yes' : 'no',
      ]),
    ),
    ...part(
      '## Matching, validated and interleaved',
      ['instance', 'pairs', 'contender', 'ms', 'over ours', 'answer', 'peak MiB', 'build / solve / certify'],
      comparisons.flatMap((comparison) =>
        comparison.contenders.map((timing) => contenderRow(comparison, timing)),
      ),
    ),
    ...part(
      '## Growth: time over pairs',
      ['family', 'contender', 'sizes', 'exponent'],
      exponentRows(comparisons),
    ),
    ...part(
      '## Quotas, stopped after 200 ms',
      ['instance', 'gap'],
      anytime.map(({ instance, gap }) => [
        instance,
        gap === undefined ? 'no match' : `${(100 * gap).toFixed(3)} %`,
      ]),
    ),
    ...part(
      '## Fair levels, ours alone',
      ['instance', 'levels', 'ms', 'ended'],
      levels.map((row) => [row.instance, row.levels, ms(row.ms), row.status]),
    ),
    ...part(
      '## Questions to an optimal match',
      ['question', 'instance', 'asked', 'runs', 'median', 'slowest'],
      explore.map((row) => [
        row.question,
        row.instance,
        row.asked,
        String(row.runs),
        ms(row.medianMs),
        ms(row.slowestMs),
      ]),
    ),
    ...part(
      '## A policy change inside the worker: scores, match, certificate',
      ['cohort', 'median', 'p95', 'scores', 'solve'],
      policyChange.map((row) => [
        row.size,
        ms(row.medianMs),
        ms(row.p95Ms),
        ms(row.scoreMs),
        ms(row.solveMs),
      ]),
    ),
    ...part(
      '## A warm start of the kernel after one weight moved',
      ['cohort', 'cold', 'warm'],
      warmStart.map((row) => [row.size, ms(row.coldMs), ms(row.warmMs)]),
    ),
    ...part(
      '## Scoring, every measure of the default programme',
      ['size', 'allowed pairs', 'first time, features included', 'all rules and measures', 'a weight moved'],
      scoring.map((row) => [
        row.size,
        String(row.allowedPairs),
        ms(row.firstMs),
        ms(row.allPairsMs),
        ms(row.againMs),
      ]),
    ),
    ...part(
      '## A what-if through HTTP on a stored cohort',
      ['cohort', 'median', 'p95', 'engine', 'outside the engine', 'outside p95', 'start of the service'],
      whatIf.map((row) => [
        `${row.side} x ${row.side}`,
        ms(row.latencyMs.median),
        ms(row.latencyMs.p95),
        ms(row.engineMs),
        ms(row.outsideMs.median),
        ms(row.outsideMs.p95),
        ms(row.serviceStartMs),
      ]),
    ),
    ...part(
      '### Under load',
      ['cohort', 'connections', 'seconds', 'requests a second', 'p99', 'errors'],
      whatIf.map(({ side, load }) => [
        `${side} x ${side}`,
        String(load.connections),
        String(load.seconds),
        load.requestsPerSecond.toFixed(0),
        ms(load.p99Ms),
        String(load.errors),
      ]),
    ),
    ...part(
      '## Many at once, on a stored 60 x 60',
      ['what', 'connections', 'seconds', 'requests a second', 'p50', 'p99', 'errors'],
      load.map((row) => [
        row.what,
        String(row.connections),
        String(row.seconds),
        row.requestsPerSecond.toFixed(0),
        ms(row.p50Ms),
        ms(row.p99Ms),
        [row.errors, ...countsOf(row.errorKinds)].join(', '),
      ]),
    ),
    ...part('## Under pressure', ['what', 'reached'], pressure.flatMap(pressureRows)),
    '',
  ].join('\n\n');
}
