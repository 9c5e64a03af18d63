import type { WhatIfTiming } from './http/what-if.ts';
import type { Stamp } from './machine.ts';
import type { Comparison, Timing } from './solver/compare.ts';
import type { ScoringTiming } from './solver/scoring.ts';

/** Everything one run of the bench measured. */
export interface Results {
  stamp: Stamp;
  engines: Comparison[];
  scoring: ScoringTiming[];
  whatIf: WhatIfTiming[];
}

const ms = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(value < 10 ? 2 : 0));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function engineRow(comparison: Comparison, timing: Timing): string[] {
  return [
    comparison.instance,
    String(comparison.pairs),
    timing.name,
    ms(timing.totalMs),
    ms(timing.programMs),
    ms(timing.solveMs),
    ms(timing.certifyMs),
    timing.ratio.toFixed(1),
  ];
}

/** The results as a page to read. All times are medians in milliseconds. */
export function report({ stamp, engines, scoring, whatIf }: Results): string {
  const dirty = stamp.dirty ? ' with uncommitted changes' : '';
  return [
    `# Figures of commit ${stamp.commit}${dirty}`,
    `${stamp.takenAt}, Node ${stamp.node}, ${stamp.cores} x ${stamp.cpu}, ${stamp.memoryGiB} GiB. Medians, ms.`,
    '## Matching, validated and interleaved',
    table(
      ['instance', 'pairs', 'engine', 'total', 'build', 'solve', 'certify', 'ratio to ours'],
      engines.flatMap((comparison) => comparison.contenders.map((timing) => engineRow(comparison, timing))),
    ),
    '## Scoring, every measure of the default programme',
    table(
      ['size', 'allowed pairs', 'first time, features included', 'all rules and measures', 'a weight moved'],
      scoring.map((row) => [
        row.size,
        String(row.allowedPairs),
        ms(row.firstMs),
        ms(row.allPairsMs),
        ms(row.againMs),
      ]),
    ),
    '## A what-if through HTTP on a stored cohort',
    table(
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
    '### Under load',
    table(
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
    '',
  ].join('\n\n');
}
