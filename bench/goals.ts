import { LOAD_GOALS } from './load-goals.ts';
import { growthIn } from './growth.ts';
import type { Goal, GoalRow } from './goal.ts';
import type { Results } from './results.ts';
import type { Comparison, Timing } from './solver/compare.ts';

/** The figures asked for, each beside what this run reached. A goal whose part was not run stays open. */
export function goalRows(results: Results): GoalRow[] {
  return GOALS.map(({ figure, asked, measure }) => ({ figure, asked, reached: '', ...measure(results) }));
}

const WHOLE = 'mile-match';
const KERNEL = 'mile-match, kernel alone';
const OURS = [WHOLE, KERNEL];
const SCIPY_DENSE = 'scipy LSA';
const LEMON = ['LEMON network simplex', 'LEMON cost scaling'];
const NPM_ENGINES = ['glpk.js', 'HiGHS (npm)'];

/** Ours against the best of the named peers (all of them where none is named): at least so many times faster. */
function faster(instance: string, times: number, names?: readonly string[]): Goal {
  const against = names ? names.join(', ') : 'best peer';
  return {
    figure: `${instance} against ${against}`,
    asked: `${times} x`,
    measure: ({ comparisons }) => {
      const comparison = comparisons.find((one) => one.instance === instance);
      const ours = oursIn(comparison);
      const others = comparison?.contenders.filter(({ name }) => !OURS.includes(name)) ?? [];
      const peers = others.filter(({ name }) => !names || names.includes(name));
      // A peer over its limit counts with the limit: the ratio is then a lower bound.
      const answered = peers.filter(({ ms, verdict }) => ms !== undefined && verdict !== 'worse');
      const best = answered.toSorted((a, b) => (a.ms ?? 0) - (b.ms ?? 0))[0];
      if (!ours || ours.ms === undefined || best?.ms === undefined) return undefined;
      const ratio = best.ms / ours.ms;
      const bound = best.verdict === 'over the limit' ? 'more than ' : '';
      const open = ours.gap === undefined ? '' : `, ours not proven (gap ${percent(ours.gap)})`;
      const kernelMs = comparison?.contenders.find(({ name }) => name === KERNEL)?.ms;
      const alone = kernelMs === undefined ? '' : `, the kernel alone ${(best.ms / kernelMs).toFixed(1)} x`;
      return {
        reached: `${bound}${ratio.toFixed(1)} x (${best.name})${alone}${open}`,
        met: ratio >= times && ours.gap === undefined,
      };
    },
  };
}

function oursIn(comparison: Comparison | undefined): Timing | undefined {
  const ours = comparison?.contenders[0];
  return ours?.verdict === 'same' ? ours : undefined;
}

function within(figure: string, limitMs: number, measured: (results: Results) => number | undefined): Goal {
  return {
    figure,
    asked: `${limitMs} ms`,
    measure: (results) => {
      const ms = measured(results);
      return ms === undefined
        ? undefined
        : { reached: `${ms.toFixed(ms < 10 ? 2 : 0)} ms`, met: ms < limitMs };
    },
  };
}

function memory(instance: string, times: number): Goal {
  return {
    figure: `${instance}: peak memory over the bytes of the pairs`,
    asked: `${times} x`,
    measure: ({ comparisons }) => {
      const comparison = comparisons.find((one) => one.instance === instance);
      const { peakMiB, idleMiB } = oursIn(comparison) ?? {};
      if (!comparison || peakMiB === undefined || idleMiB === undefined) return undefined;
      const over = (mebibytes: number) => (mebibytes * 2 ** 20) / (12 * comparison.pairs);
      const reached = `${over(peakMiB).toFixed(1)} x (${over(peakMiB - idleMiB).toFixed(1)} x above the ${idleMiB.toFixed(0)} MiB of the idle process)`;
      return { reached, met: over(peakMiB) < times };
    },
  };
}

function fairLevel(instance: string, levels: string, limitMs: number): Goal {
  return within(`${instance}: ${levels}`, limitMs, ({ levels: timings }) => {
    const timing = timings.find((one) => one.instance === instance && one.levels === levels);
    return timing?.status === 'optimal' ? timing.ms : undefined;
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

const STRUCTURED_NAMES = {
  o: (side: number) => `structured ${side} x ${side} o`,
  b: (side: number) => `structured ${side} x ${Math.ceil(0.6 * side)} b`,
};
const both = (side: number) => [STRUCTURED_NAMES.o(side), STRUCTURED_NAMES.b(side)];
const blend = (side: number, quotas: number) => `blend ${side} x ${Math.ceil(0.6 * side)}, ${quotas} quotas`;

const ANYTIME: Goal = {
  figure: 'quotas: best match so far after 200 ms, from its bound',
  asked: '0.5 %',
  measure: ({ anytime }) => {
    if (anytime.length === 0) return undefined;
    const gaps = anytime.map(({ gap }) => gap ?? Infinity);
    const worst = anytime[gaps.indexOf(Math.max(...gaps))];
    const told = worst?.gap === undefined ? 'no match' : percent(worst.gap);
    return { reached: `at worst ${told} (${worst?.instance})`, met: Math.max(...gaps) <= 0.005 };
  },
};

const TIGHT: Goal = {
  figure: 'tight quotas against HiGHS (npm): never slower than 1.2 x, and proven',
  asked: '1.2 x',
  measure: ({ comparisons }) => {
    const told = comparisons
      .filter(({ family }) => family.startsWith('tight'))
      .map(({ instance, contenders }) => {
        const [ours] = contenders;
        const highs = contenders.find(({ name }) => name === 'HiGHS (npm)');
        const ratio = (ours?.ms ?? Infinity) / (highs?.ms ?? Number.NaN);
        const proven = ours?.verdict === 'same' && ours.gap === undefined;
        return {
          text: `${instance}: ${ratio.toFixed(2)} x${proven ? '' : ', not proven'}`,
          met: proven && ratio <= 1.2,
        };
      });
    if (told.length === 0) return undefined;
    return { reached: told.map(({ text }) => text).join('; '), met: told.every(({ met }) => met) };
  },
};

const WARM_START: Goal = {
  figure: '1000 x 1000: the kernel from the prices before one weight moved, over the kernel from nothing',
  asked: '1/3',
  measure: ({ warmStart: [timing] }) => {
    if (!timing) return undefined;
    const share = timing.warmMs / timing.coldMs;
    return { reached: share.toFixed(2), met: share <= 1 / 3 };
  },
};

const CERTIFY: Goal = {
  figure: `${STRUCTURED_NAMES.o(1000)}: certify within the solve`,
  asked: '10 %',
  measure: ({ comparisons }) => {
    const ours = oursIn(comparisons.find(({ instance }) => instance === STRUCTURED_NAMES.o(1000)));
    const certifyMs = ours?.phases?.['certifyMs'];
    if (ours?.ms === undefined || certifyMs === undefined) return undefined;
    return { reached: percent(certifyMs / ours.ms), met: certifyMs / ours.ms < 0.1 };
  },
};

function growth(family: string): Goal {
  return {
    figure: `${family}: exponent of time over pairs`,
    asked: '1.15',
    measure: ({ comparisons }) => {
      const law = growthIn(family, comparisons).find(({ name }) => name === WHOLE)?.law;
      return law && { reached: law.exponent.toFixed(2), met: law.exponent <= 1.15 };
    },
  };
}

const GOALS: readonly Goal[] = [
  ...both(200).map((name) => faster(name, 3, [SCIPY_DENSE])),
  ...[1000, 2000, 5000].flatMap(both).map((name) => {
    return faster(name, name === STRUCTURED_NAMES.o(5000) ? 15 : 8, [SCIPY_DENSE]);
  }),
  ...[1000, 2000].flatMap(both).map((name) => faster(name, 30, LEMON)),
  faster('uniform 1000', 5, [SCIPY_DENSE, 'scipy sparse']),
  faster('geometric 1000', 2.5),
  faster('population 1000', 4),
  faster('OR-Library assign100', 1, [SCIPY_DENSE, 'scipy sparse']),
  ...['20 o', '50 o', '50 b'].map((kind) => faster(`sparse 20000 x ${kind}`, 10)),
  ...['20 o', '20 b', '50 o', '50 b'].map((kind) => faster(`sparse 100000 x ${kind}`, 5)),
  ...['20 o', '50 o'].map((kind) => memory(`sparse 100000 x ${kind}`, 3)),
  within('60 x 60: a policy change, scored, solved and certified in the worker', 1, ({ policyChange }) => {
    return policyChange.find(({ size }) => size === '60 x 60')?.medianMs;
  }),
  WARM_START,
  within('sparse 1000000 x 10 o, solved and certified (within 8 GiB)', 600_000, ({ comparisons }) => {
    return oursIn(comparisons.find(({ instance }) => instance === 'sparse 1000000 x 10 o'))?.ms;
  }),
  ...[3, 8, 20].flatMap((quotas) => [
    faster(blend(200, quotas), 10, NPM_ENGINES),
    faster(blend(200, quotas), 5, ['CBC (native)']),
  ]),
  ...[3, 8, 20].flatMap((quotas) => [
    faster(blend(500, quotas), 50, NPM_ENGINES),
    faster(blend(500, quotas), 20, ['CBC (native)']),
  ]),
  within(blend(1000, 20), 1000, ({ comparisons }) => {
    return oursIn(comparisons.find(({ instance }) => instance === blend(1000, 20)))?.ms;
  }),
  TIGHT,
  ANYTIME,
  ...['matched, weakest, score', 'matched, leximin'].flatMap((levels) => [
    fairLevel(STRUCTURED_NAMES.o(60), levels, 10),
    fairLevel(STRUCTURED_NAMES.o(1000), levels, 2000),
  ]),
  CERTIFY,
  growth('structured o'),
  growth('structured b'),
  ...LOAD_GOALS,
];
