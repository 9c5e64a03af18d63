import type { Goal } from './goal.ts';
import type { LoadTiming } from './http/load.ts';
import type { Results } from './results.ts';

function loadOf({ load }: Results, what: string, connections: number): LoadTiming | undefined {
  return load.find((one) => one.what === what && one.connections === connections);
}

function p99(what: string, connections: number, limitMs: number): Goal {
  return {
    figure: `${what}, ${connections} connections: p99, without an error`,
    asked: `${limitMs} ms, 0 errors`,
    measure: (results) => {
      const timing = loadOf(results, what, connections);
      return (
        timing && {
          reached: `${timing.p99Ms} ms, ${timing.errors} errors, ${timing.requestsPerSecond.toFixed(0)} a second`,
          met: timing.p99Ms < limitMs && timing.errors === 0,
        }
      );
    },
  };
}

const AGAINST_BARE: Goal = {
  figure: 'what-ifs a second beside a bare route with the same schema and answer',
  asked: 'a third',
  measure: (results) => {
    const [ours, bare] = ['what-if', 'bare route'].map(
      (what) => loadOf(results, what, 50)?.requestsPerSecond,
    );
    if (ours === undefined || bare === undefined) return undefined;
    return {
      reached: `${(ours / bare).toFixed(2)} (${ours.toFixed(0)} of ${bare.toFixed(0)})`,
      met: ours >= bare / 3,
    };
  },
};

const SLOW_SOCKETS: Goal = {
  figure: '500 slow sockets closed',
  asked: '20 s',
  measure: ({ pressure: [pressure] }) =>
    pressure && {
      reached: `${pressure.slowSockets.closedAfterS.toFixed(1)} s`,
      met: pressure.slowSockets.closedAfterS <= 20,
    },
};

const OVERLOAD: Goal = {
  figure: 'more questions than can wait are refused with Retry-After, and the service recovers',
  asked: '429 or 503 alone',
  measure: ({ pressure: [pressure] }) => {
    if (!pressure) return undefined;
    const { statuses, withRetryAfter, nextStatus } = pressure.overload;
    const refused = (statuses['429'] ?? 0) + (statuses['503'] ?? 0);
    const others = Object.keys(statuses).filter((status) => !['200', '429', '503'].includes(status));
    return {
      reached: `${statuses['200'] ?? 0} answered, ${refused} refused, the next one: ${nextStatus}`,
      met: others.length === 0 && withRetryAfter === refused && nextStatus === 200,
    };
  },
};

const RECOVERY: Goal = {
  figure: 'from a start after kill -9 to the first answer',
  asked: '3 s',
  measure: ({ pressure: [pressure] }) =>
    pressure && {
      reached: `${(pressure.recoveryMs.median / 1_000).toFixed(2)} s, at most ${(pressure.recoveryMs.worst / 1_000).toFixed(2)}`,
      met: pressure.recoveryMs.worst < 3_000,
    },
};

/** What was asked of the service under load. */
export const LOAD_GOALS: readonly Goal[] = [
  AGAINST_BARE,
  p99('what-if', 50, 50),
  p99('new what-ifs', 50, 50),
  ...['what-if', 'list of cohorts', 'the public page', 'new what-ifs', 'a cohort', 'the page'].map((what) =>
    p99(what, 200, 500),
  ),
  SLOW_SOCKETS,
  OVERLOAD,
  RECOVERY,
];
