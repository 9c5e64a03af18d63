import { join } from 'node:path';
import { median } from '../median.ts';
import type { Instance } from './families/instance.ts';
import { writeInstance } from './peers/instance-file.ts';
import type { Answer, Peer, Session } from './peers/peer.ts';

/** What became of a contender's answers. */
export type Verdict =
  /** The same numbers as ours, which are proven. */
  | 'same'
  /** Fewer matched or a lower total than is proven possible. */
  | 'worse'
  /** Ours stopped without a proof, and this answer is better. */
  | 'better'
  /** There is no answer of ours to compare with. */
  | 'not compared'
  | 'over the limit'
  | 'failed';

export interface Timing {
  readonly name: string;
  readonly note?: string;
  readonly verdict: Verdict;
  readonly runs: number;
  /** Median over the runs; where it is over the limit, the limit. */
  readonly ms?: number;
  /** Medians of the parts. */
  readonly phases?: Readonly<Record<string, number>>;
  /** Relative gap that was left open. */
  readonly gap?: number;
  /** Largest memory of the process, the instance included. */
  readonly peakMiB?: number;
  /** The same before the instance was read. */
  readonly idleMiB?: number;
  readonly failure?: string;
}

export interface Comparison {
  readonly family: string;
  readonly instance: string;
  readonly participants: number;
  readonly mentors: number;
  readonly pairs: number;
  readonly quotas: number;
  readonly matched?: number;
  readonly score?: number;
  /** Ours first. */
  readonly contenders: readonly Timing[];
}

export interface Effort {
  /** Rounds after warming up. */
  readonly rounds: number;
  /** A contender that has spent this is not asked again. */
  readonly budgetMs: number;
  /** A single solve is ended after this. */
  readonly limitMs: number;
}

/** A contender in the middle of a comparison. */
interface Runner {
  readonly peer: Peer;
  session?: Session;
  readonly answers: Answer[];
  /** How many of the answers came while warming up. */
  warmUps: number;
  spentMs: number;
  over: boolean;
  failure?: string;
}

/** Compilers need so much work before a short solve runs as it does in a service that is up. */
export const WARM_UP_MS = 400;
const MOST_WARM_UPS = 1000;

/**
 * One instance; `ours` and all peers that take it: each warms up, then they take turns in every round. A warm-up counts only for a
 * contender that is so slow that it is not asked again. Throws where an answer beats one of ours that is called proven.
 */
export async function compareOn(
  instance: Instance,
  ours: Peer,
  peers: readonly Peer[],
  folder: string,
  effort: Effort,
): Promise<Comparison> {
  const file = join(folder, instance.name.replaceAll(/[^a-z0-9]+/gi, '-'));
  const own = runnerOf(ours);
  const runners = [own, ...peers.filter((peer) => peer.takes(instance)).map(runnerOf)];
  try {
    writeInstance(file, instance.problem, false);
    await ask(own, instance, file, effort);
    const everybody = own.answers[0]?.matched === instance.problem.participants.length;
    writeInstance(file, instance.problem, everybody);
    for (const runner of runners) await warmUp(runner, instance, file, effort);
    for (let round = 1; round <= effort.rounds; round += 1) {
      for (const runner of runners) {
        if (runner.spentMs < effort.budgetMs) await ask(runner, instance, file, effort);
      }
    }
  } finally {
    for (const { session } of runners) session?.close();
  }
  return summarise(instance, runners, effort);
}

function runnerOf(peer: Peer): Runner {
  return { peer, answers: [], warmUps: 0, spentMs: 0, over: false };
}

async function warmUp(runner: Runner, instance: Instance, file: string, effort: Effort): Promise<void> {
  let asked = runner.answers.length;
  while (asked < MOST_WARM_UPS && (asked === 0 || runner.spentMs < WARM_UP_MS)) {
    await ask(runner, instance, file, effort);
    if (runner.over || runner.failure !== undefined) return;
    asked += 1;
  }
  runner.warmUps = asked;
}

async function ask(runner: Runner, instance: Instance, file: string, { limitMs }: Effort): Promise<void> {
  if (runner.over || runner.failure !== undefined) return;
  try {
    runner.session ??= await runner.peer.open(instance, file);
    const answer = await runner.session.solve(limitMs);
    runner.spentMs += answer?.ms ?? limitMs;
    if (answer) runner.answers.push(answer);
    else runner.over = true;
  } catch (error) {
    runner.failure = error instanceof Error ? error.message : String(error);
  }
}

function summarise(
  { family, name, problem }: Instance,
  runners: readonly Runner[],
  effort: Effort,
): Comparison {
  const proven = runners[0]?.answers[0];
  return {
    family,
    instance: name,
    participants: problem.participants.length,
    mentors: problem.mentors.length,
    pairs: problem.pairs.score.length,
    quotas: problem.quotas.length,
    matched: proven?.matched,
    score: proven?.score,
    contenders: runners.map((runner) => timingOf(runner, name, proven, effort)),
  };
}

function timingOf(
  { peer, answers, warmUps, over, failure }: Runner,
  instance: string,
  ours: Answer | undefined,
  effort: Effort,
): Timing {
  const { name, note } = peer;
  if (failure !== undefined) return { name, note, verdict: 'failed', runs: answers.length, failure };
  const [first] = answers;
  if (over || !first)
    return { name, note, verdict: 'over the limit', runs: answers.length, ms: effort.limitMs };
  const counted = answers.length > warmUps ? answers.slice(warmUps) : answers;
  const verdicts = answers.map((answer) => verdictOn(answer, ours));
  if (verdicts.includes('better') && ours?.gap === undefined)
    throw new Error(`${instance}: ${name} has a better answer than the proven one: ${JSON.stringify(first)}`);
  return {
    name,
    note,
    verdict: verdicts.find((verdict) => verdict !== 'same') ?? 'same',
    runs: counted.length,
    ms: median(counted.map(({ ms }) => ms)),
    phases: medianPhases(counted),
    gap: answers.at(-1)?.gap,
    peakMiB: Math.max(...answers.map(({ peakMiB }) => peakMiB)),
    idleMiB: first.idleMiB,
  };
}

function verdictOn(answer: Answer, ours: Answer | undefined): Verdict {
  if (!ours) return 'not compared';
  if (answer.nothingFits !== ours.nothingFits) return ours.nothingFits ? 'better' : 'worse';
  const difference = answer.matched - ours.matched || answer.score - ours.score;
  return difference === 0 ? 'same' : difference < 0 ? 'worse' : 'better';
}

function medianPhases(answers: readonly Answer[]): Record<string, number> | undefined {
  const names = Object.keys(answers[0]?.phases ?? {});
  if (names.length === 0) return undefined;
  return Object.fromEntries(
    names.map((name) => [name, median(answers.map(({ phases }) => phases?.[name] ?? Number.NaN))]),
  );
}
