import type { ForcedMatch } from '../../contract/explore/forcing.ts';
import { MileError } from '../../contract/errors.ts';
import type { Problem } from '../../contract/problem.ts';
import { valueOf } from '../../program/choice.ts';
import type { Choice } from '../../program/program.ts';
import { pairsInInput } from '../../program/to-input.ts';
import type { Resolve } from '../resolve.ts';
import { standingOf } from '../standing.ts';
import { canonicalBest } from './canonical-best.ts';
import { demanded } from './demanded.ts';
import type { Demand } from './demanded.ts';
import { exchangesOf } from './exchanges.ts';
import type { Exchanges } from './exchanges.ts';
import { hasExchanges } from './has-exchanges.ts';
import { lossInWords } from './loss-in-words.ts';
import { othersMoved } from './moved.ts';
import type { IndexPairs } from './moved.ts';
import { NONE, shortestPaths } from './shortest-paths.ts';

/** Two people whose pair is asked for, by their indices. */
export interface AskedPair {
  readonly participant: number;
  readonly mentor: number;
}

/**
 * The best match with the pair, or without it, beside the best match of all; undefined where nothing keeps the demands then, or where a search
 * ended before its proof. Throws INVALID_INPUT where the pair is not allowed: nothing but its rule can say why.
 */
export function forcedMatch(
  problem: Problem,
  asked: AskedPair,
  demand: Demand,
  resolve: Resolve,
): ForcedMatch | undefined {
  const pair = allowedPair(problem, asked);
  const found = hasExchanges(problem)
    ? matchByExchange(problem, pair, demand)
    : matchByResolving(problem, pair, demand, resolve);
  if (!found) return undefined;
  const { before, after } = found;
  const { levels, participants } = problem;
  const loss = {
    matched: levels.includes('matched') ? before.matched - after.matched : 0,
    score: levels.includes('score') ? before.score - after.score : 0,
  };
  const moved = othersMoved(before.pairs, after.pairs, asked.participant);
  return {
    ...after,
    loss,
    moved: moved.map((index) => participants[index]?.id ?? ''),
    sentence: sentenceOf(problem, asked, demand, loss, moved.length),
  };
}

interface Match {
  readonly pairs: [number, number][];
  readonly matched: number;
  readonly score: number;
}

interface BeforeAndAfter {
  readonly before: Match;
  readonly after: Match;
}

function allowedPair({ participants, mentors, pairs }: Problem, { participant, mentor }: AskedPair): number {
  for (let pair = 0; pair < pairs.score.length; pair += 1)
    if (pairs.participant[pair] === participant && pairs.mentor[pair] === mentor) return pair;
  const [one, other] = [participants[participant]?.id ?? participant, mentors[mentor]?.id ?? mentor];
  throw new MileError(
    'INVALID_INPUT',
    `"${one}" and "${other}" are not an allowed pair. Change the rule that forbids them, or ask for another pair.`,
    { participant: one, mentor: other },
  );
}

function matchByResolving(
  problem: Problem,
  pair: number,
  demand: Demand,
  resolve: Resolve,
): BeforeAndAfter | undefined {
  if (demand === 'without' && problem.pinned.includes(pair)) return undefined;
  const before = resolve(problem);
  const has = 'pairs' in before && isAmong(before.pairs, problem, pair);
  const after = has === (demand === 'with') ? before : resolve(demanded(problem, pair, demand));
  return before.status === 'optimal' && after.status === 'optimal'
    ? { before: plain(before), after: plain(after) }
    : undefined;
}

function plain({ pairs, matched, score }: Match): Match {
  return { pairs, matched, score };
}

function isAmong(matched: IndexPairs, { pairs }: Problem, pair: number): boolean {
  return matched.some(([one, other]) => one === pairs.participant[pair] && other === pairs.mentor[pair]);
}

function matchByExchange(problem: Problem, pair: number, demand: Demand): BeforeAndAfter | undefined {
  const standing = standingOf(problem);
  if (!standing) return undefined;
  const { program, order } = standing.canonical;
  const best = canonicalBest(standing);
  const told = (x: Choice): Match => {
    const pairs = pairsInInput(program, order, x);
    return { pairs, matched: pairs.length, score: valueOf(program.objective, x) };
  };
  const rank = order.pairs.indexOf(pair);
  if ((best.x[rank] === 1) === (demand === 'with')) return { before: told(best.x), after: told(best.x) };
  const turned = turnedOver(exchangesOf(best), rank);
  return turned && { before: told(best.x), after: told(turned) };
}

/** The choice after the shortest cycle of exchanges over the pair's arc; undefined where there is none. */
export function turnedOver(exchanges: Exchanges, pair: number): Choice | undefined {
  const { x, length, others, other, centre } = exchanges;
  if (length[pair] === Infinity) return undefined;
  const ends = [other[pair] as number, others + (centre[pair] as number)] as const;
  const [from, to] = x[pair] === 1 ? ends : [ends[1], ends[0]];
  const { distance, before, over } = shortestPaths(exchanges, from, to);
  if (distance[to] === Infinity) return undefined;
  const turned = x.slice();
  const turn = (at: number) => {
    turned[at] = turned[at] === 1 ? 0 : 1;
  };
  turn(pair);
  for (let node: number = to; node !== from; node = before[node] as number)
    if (over[node] !== NONE) turn(over[node] as number);
  return turned;
}

function sentenceOf(
  { participants, mentors }: Problem,
  { participant, mentor }: AskedPair,
  demand: Demand,
  loss: ForcedMatch['loss'],
  moved: number,
): string {
  const who = `${participants[participant]?.id} and ${mentors[mentor]?.id}`;
  const begin = demand === 'with' ? `To match ${who}` : `To keep ${who} apart`;
  return `${begin} costs ${lossInWords(loss)}; ${moving(moved)}.`;
}

function moving(moved: number): string {
  if (moved === 0) return 'nobody else moves';
  return moved === 1 ? '1 other participant moves' : `${moved} other participants move`;
}
