import type { LabMeasured, LabMeasurement, LabRun, LabShape, LabSize } from '#solver/contract/api/lab.ts';
import type { EngineName } from '#solver/contract/outcome.ts';
import { counted } from '../../parts/counted.ts';

/** Nothing can be told of the growth below this many people on a side. */
const LEAST_SIDE = 5;
const STEPS = 6;

/** The size itself after up to five halves of it, the smallest first: enough to see how the time grows. */
export function sizesUpTo({ participants, mentors }: LabSize): LabSize[] {
  const sizes: LabSize[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    const size = { participants: halved(participants, step), mentors: halved(mentors, step) };
    if (step > 0 && Math.min(size.participants, size.mentors) < LEAST_SIDE) break;
    sizes.unshift(size);
  }
  return sizes;
}

function halved(count: number, times: number): number {
  return Math.max(1, Math.round(count / 2 ** times));
}

export function sizeWords({ participants, mentors }: LabSize): string {
  return `${participants.toLocaleString('en')} × ${mentors.toLocaleString('en')}`;
}

/** The simulated cohort in sentences. */
export function shapeWords(size: LabSize, shape: LabShape, programmeName: string): string {
  const takes =
    shape.capacity === null
      ? 'each mentor takes as many as the invented answers say'
      : `each mentor takes ${counted(shape.capacity, 'participant')}`;
  const quotas = shape.quotas === 'none' ? 'there are no quotas' : 'all quotas of the programme are in force';
  return (
    `${counted(size.participants, 'participant')} and ${counted(size.mentors, 'mentor')} of “${programmeName}”, ` +
    `drawn from seed ${shape.seed}; ${takes}, and ${quotas}.`
  );
}

/** What is going to be measured, or was. */
export function planWords(
  sizes: readonly LabSize[],
  engines: readonly EngineName[],
  seconds: number,
): string {
  const by = new Intl.ListFormat('en').format(engines);
  const figures = counted(sizes.length * engines.length, 'measurement');
  return `Matched by ${by} at ${counted(sizes.length, 'size')}: ${figures}, each search at most ${seconds} s.`;
}

/** How far a run is, in words. */
export function progressWords({ status, request, measurements }: LabRun): string {
  const { sizes, engines } = request;
  const all = sizes.length * engines.length;
  const done = `${measurements.length} of ${all} measured`;
  if (status === 'waiting') return 'Waits for the runs before it.';
  if (status === 'done') return `${done}.`;
  if (status === 'stopped') return `Stopped: ${done}.`;
  const size = sizes[Math.floor(measurements.length / engines.length)];
  const engine = engines[measurements.length % engines.length];
  return size && engine ? `${done}; now ${sizeWords(size)} with ${engine}.` : `${done}.`;
}

export function isUnderWay({ status }: LabRun): boolean {
  return status === 'waiting' || status === 'running';
}

export function totalMs({ milliseconds }: LabMeasured): number {
  return Object.values(milliseconds).reduce((sum, part) => sum + part, 0);
}

/** How sure an answer is. */
export function proofOf({ status, relativeGap }: LabMeasured): string {
  if (status === 'optimal') return 'best possible, proven';
  if (status === 'infeasible') return 'no match holds, proven';
  if (status === 'unknown') return 'nothing found in time';
  return `good, not proven best: at least ${Math.floor(1000 / (1 + (relativeGap ?? 0))) / 10} %`;
}

/** Measurements of one size beside each other, and whether the engines agree. */
export interface Comparison {
  size: LabSize;
  measurements: LabMeasurement[];
  verdict: string;
  /** Two proven answers contradict each other: one engine is wrong. */
  isContradiction: boolean;
}

export function comparisonsOf(run: LabRun): Comparison[] {
  return run.request.sizes.flatMap((size) => {
    const measurements = run.measurements.filter((one) => sizeWords(one.size) === sizeWords(size));
    return measurements.length === 0 ? [] : [{ size, measurements, ...verdictOf(measurements) }];
  });
}

function verdictOf(measurements: readonly LabMeasurement[]): Pick<Comparison, 'verdict' | 'isContradiction'> {
  const measured = measurements.filter((one) => one.kind === 'measured');
  const proven = measured.filter(({ status }) => status === 'optimal' || status === 'infeasible');
  const alike = (values: unknown[]) => new Set(values).size === 1;
  const calm = (verdict: string) => ({ verdict, isContradiction: false });
  if (measured.length < 2) return calm('');
  if (proven.length < 2) return calm('not comparable: fewer than two engines came to their end');
  if (!alike(proven.map(({ status, matched, score }) => `${status} ${matched} ${score}`)))
    return {
      verdict: 'The proven answers contradict each other. Please report this.',
      isContradiction: true,
    };
  const who = proven.length === measured.length ? 'all' : `${proven.length} of ${measured.length}`;
  return calm(
    alike(proven.map(({ answer }) => answer))
      ? `${who} give the same pairs`
      : `${who} give equally good matches of other pairs`,
  );
}

/** What a picture of the growth may show. */
export const FIGURES = {
  total: { label: 'time in all (ms)', of: totalMs },
  scoring: { label: 'scoring (ms)', of: (one: LabMeasured) => one.milliseconds.scoring },
  program: { label: 'building the program (ms)', of: (one: LabMeasured) => one.milliseconds.program },
  solve: { label: 'solving (ms)', of: (one: LabMeasured) => one.milliseconds.solve },
  certify: { label: 'certifying (ms)', of: (one: LabMeasured) => one.milliseconds.certify },
  memory: { label: 'memory (MB)', of: (one: LabMeasured) => one.memoryBytes / 1e6 },
} as const;
export type Figure = keyof typeof FIGURES;

/** A line for each engine: people of both sides against the figure. */
export function seriesOf(run: LabRun, figure: Figure) {
  return run.request.engines.flatMap((engine) => {
    const points = run.measurements.flatMap((one) =>
      one.kind === 'measured' && one.engine === engine
        ? [{ x: one.size.participants + one.size.mentors, y: FIGURES[figure].of(one) }]
        : [],
    );
    return points.length === 0 ? [] : [{ key: engine, label: engine, points }];
  });
}

const CSV_HEAD =
  'run,at,participants,mentors,seed,capacity,quotas,engine,status,matched,score,relative_gap,same_answer_as,allowed_pairs,' +
  'scoring_ms,program_ms,solve_ms,certify_ms,repeats,memory_bytes,engine_used,refused,version,commit,node,processor,cores';

/** Every measurement of these runs as a line of CSV. Nothing in it was written by a person. */
export function csvOf(runs: readonly LabRun[]): string {
  const lines = runs.flatMap((run) => run.measurements.map((one) => csvLine(run, one)));
  return [CSV_HEAD, ...lines, ''].join('\r\n');
}

function csvLine({ id, createdAt, request, machine }: LabRun, one: LabMeasurement): string {
  const { shape } = request;
  const { participants, mentors } = one.size;
  const measured = one.kind === 'measured' ? one : undefined;
  const { scoring, program, solve, certify } = measured?.milliseconds ?? {};
  const head = [id, createdAt, participants, mentors, shape.seed, shape.capacity, shape.quotas, one.engine];
  const answer = [
    measured?.status,
    measured?.matched,
    measured?.score,
    measured?.relativeGap,
    measured?.answer,
  ];
  const figures = [measured?.allowedPairs, scoring, program, solve, certify, measured?.repeats];
  const rest = [measured?.memoryBytes, measured?.engineUsed, one.kind === 'refused' ? one.code : ''];
  const { version, commit, node, processor, cores } = machine;
  return [...head, ...answer, ...figures, ...rest, version, commit, node, processor, cores]
    .map((cell) => quoted(String(cell ?? '')))
    .join(',');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
