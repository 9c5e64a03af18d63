import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadEngines } from '#solver/engines/load.ts';
import { growthChart } from './chart.ts';
import { growthIn } from './growth.ts';
import { LOAD_PARTS, timeLoad } from './http/load.ts';
import type { LoadPart, LoadTiming } from './http/load.ts';
import { timePressure } from './http/pressure.ts';
import { timeWhatIf } from './http/what-if.ts';
import { stamp } from './machine.ts';
import { report } from './report.ts';
import type { Results } from './results.ts';
import { timeExplore } from './solver/explore/questions.ts';
import { LARGE_PARTS, PURE_PARTS, QUOTA_PARTS } from './solver/groups.ts';
import type { Group } from './solver/groups.ts';
import { timeLevels } from './solver/levels.ts';
import { Matching } from './solver/matching.ts';
import { timePolicyChange } from './solver/policy-change.ts';
import { timeScoring } from './solver/scoring.ts';
import { timeWarmStart } from './solver/warm-start.ts';

const BY_DEFAULT = ['pure', 'quotas', 'levels', 'explore', 'scoring', 'http'];
const GROUPS = [
  ...BY_DEFAULT,
  ...[PURE_PARTS, QUOTA_PARTS, LARGE_PARTS].flatMap((parts) => Object.keys(parts)),
  ...Object.keys(LOAD_PARTS),
  'pressure',
  'load',
  'large',
];
const STOPPED_AFTER_MS = 200;

const asked = process.argv.slice(2);
const groups = asked.length > 0 ? asked : BY_DEFAULT;
const unknown = groups.filter((group) => !GROUPS.includes(group));
if (unknown.length > 0)
  throw new Error(`no group is called ${unknown.join(', ')}: there are ${GROUPS.join(', ')}`);
const has = (group: string) => groups.includes(group);
const chosen = (whole: string, parts: Readonly<Record<string, Group>>) =>
  Object.entries(parts).flatMap(([part, group]) => (has(whole) || has(part) ? [group] : []));
const quotas = chosen('quotas', QUOTA_PARTS);
const matchings = [...chosen('pure', PURE_PARTS), ...quotas, ...chosen('large', LARGE_PARTS)];
const progress = (line: string) => process.stderr.write(`${line}\n`);

const engines = await loadEngines();
const matching = new Matching(engines, progress);

async function run(): Promise<Results> {
  const before = stamp();
  if (matchings.length > 0) await matching.gatherPeers();
  const comparisons = [];
  for (const group of matchings) comparisons.push(...(await matching.compare(group)));
  const anytime = [];
  for (const group of quotas) anytime.push(...(await matching.stoppedAfter(STOPPED_AFTER_MS, group)));
  return {
    stamp: before,
    groups,
    leftOut: matching.leftOut,
    comparisons,
    anytime,
    levels: has('levels') ? timeLevels(engines, progress) : [],
    explore: has('explore') ? timeExplore(engines, progress) : [],
    policyChange: has('scoring') ? [timePolicyChange(60, 60, engines)] : [],
    warmStart: has('scoring') ? [timeWarmStart(1000, 9)] : [],
    scoring: has('scoring') ? [timeScoring(60, 15), timeScoring(1000, 5)] : [],
    whatIf: has('http') ? [await timeWhatIf(60, progress)] : [],
    load: await loads(),
    pressure: has('load') || has('pressure') ? [await timePressure(progress)] : [],
  };
}

async function loads(): Promise<LoadTiming[]> {
  const timings: LoadTiming[] = [];
  for (const part of Object.keys(LOAD_PARTS) as LoadPart[])
    if (has('load') || has(part)) timings.push(...(await timeLoad(part, progress)));
  return timings;
}

/** A run of some groups only stands beside the full run of the same commit. */
function nameOf({ stamp: { commit } }: Results): string {
  return asked.length > 0 ? `${commit}-${asked.join('-')}` : commit;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    matching.end();
    process.exit(1);
  });
}
try {
  const results = await run();
  const folder = fileURLToPath(new URL('results', import.meta.url));
  const file = `${folder}/${nameOf(results)}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.json`, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(`${file}.md`, report(results));
  if (has('pure')) {
    // README.md shows the newest.
    const growths = growthIn('structured o', results.comparisons);
    const chart = growthChart('Structured cohorts, one to one: time against allowed pairs', growths);
    for (const name of [file, `${folder}/newest`]) writeFileSync(`${name}.svg`, chart);
  }
  process.stdout.write(report(results));
} finally {
  matching.end();
}
