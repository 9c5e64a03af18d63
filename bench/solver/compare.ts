import { loadEngines } from '#solver/engines/load.ts';
import type { Engines } from '#solver/engines/load.ts';
import { solve } from '#solver/solve.ts';
import { verify } from '#solver/certify/verify.ts';
import { median } from '../median.ts';
import { simulatedInstance } from './instances.ts';
import type { Instance } from './instances.ts';
import { glpkPeer, highsPeer } from './peers.ts';
import type { Peer, PeerAnswer } from './peers.ts';

export interface Timing {
  name: string;
  /** Medians over the rounds. */
  totalMs: number;
  programMs?: number;
  solveMs?: number;
  certifyMs?: number;
  /** This contender's median over ours in the same run. */
  ratio: number;
}

export interface Comparison {
  instance: string;
  pairs: number;
  rounds: number;
  matched: number;
  score: number;
  contenders: Timing[];
}

interface Sample {
  totalMs: number;
  programMs?: number;
  solveMs?: number;
  certifyMs?: number;
}

function ourRun(engines: Engines, { name, problem }: Instance): { answer: PeerAnswer; sample: Sample } {
  const begun = performance.now();
  const outcome = solve(problem, { engines, engine: 'auto', clock: () => performance.now() });
  const totalMs = performance.now() - begun;
  if (outcome.status !== 'optimal')
    throw new Error(`${name}: expected a proven match, got ${outcome.status}`);
  const verdict = verify(problem, outcome);
  if (!verdict.proven || verdict.reason !== null) throw new Error(`${name}: refused: ${verdict.reason}`);
  return {
    answer: { matched: outcome.matched, score: outcome.score },
    sample: { totalMs, ...outcome.timings },
  };
}

function peerRun(peer: Peer, { name, problem }: Instance, expected: PeerAnswer): Sample {
  const begun = performance.now();
  const answer = peer.solve(problem);
  const totalMs = performance.now() - begun;
  if (answer.matched !== expected.matched || answer.score !== expected.score) {
    throw new Error(
      `${name}: ${peer.name} says ${JSON.stringify(answer)}, proven is ${JSON.stringify(expected)}`,
    );
  }
  return { totalMs };
}

function summarise(name: string, samples: readonly Sample[], oursMs: number): Timing {
  const of = (key: keyof Sample) => {
    const values = samples.flatMap((sample) => sample[key] ?? []);
    return values.length > 0 ? { [key]: median(values) } : {};
  };
  const totalMs = median(samples.map((sample) => sample.totalMs));
  return { name, totalMs, ...of('programMs'), ...of('solveMs'), ...of('certifyMs'), ratio: totalMs / oursMs };
}

/** One instance, all contenders in turn in every round, each answer validated; the first round only warms up. */
async function compareOn(
  instance: Instance,
  rounds: number,
  peers: readonly Peer[],
  engines: Engines,
): Promise<Comparison> {
  const ours: Sample[] = [];
  const theirs = peers.map(() => [] as Sample[]);
  let answer: PeerAnswer = { matched: 0, score: 0 };
  for (let round = 0; round <= rounds; round += 1) {
    const run = ourRun(engines, instance);
    answer = run.answer;
    if (round > 0) ours.push(run.sample);
    for (const [index, peer] of peers.entries()) {
      const sample = peerRun(peer, instance, answer);
      if (round > 0) theirs[index]?.push(sample);
    }
  }
  const oursMs = median(ours.map((sample) => sample.totalMs));
  return {
    instance: instance.name,
    pairs: instance.problem.pairs.score.length,
    rounds,
    ...answer,
    contenders: [
      summarise('mile-match', ours, oursMs),
      ...peers.map((peer, index) => summarise(peer.name, theirs[index] ?? [], oursMs)),
    ],
  };
}

const SIZES = [
  { side: 30, rounds: 9 },
  { side: 60, rounds: 9 },
  { side: 100, rounds: 5 },
  { side: 200, rounds: 3 },
];

/** mile-match against glpk.js and HiGHS on the whole model, over sizes. */
export async function compareEngines(report: (line: string) => void): Promise<Comparison[]> {
  const peers = [await glpkPeer(), await highsPeer()];
  const engines = await loadEngines();
  const comparisons: Comparison[] = [];
  for (const { side, rounds } of SIZES) {
    const instance = simulatedInstance(side, 1);
    report(`${instance.name}: ${rounds} rounds`);
    comparisons.push(await compareOn(instance, rounds, peers, engines));
  }
  return comparisons;
}
