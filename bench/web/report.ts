import type { Stamp } from '../machine.ts';
import type { BenchTiming } from './measure.ts';
import type { Spread } from './spread.ts';

/** One figure that was asked for, and what the run reached. */
interface Figure {
  readonly what: string;
  readonly asked: string;
  readonly reached: string;
  readonly met: boolean;
}

const LAYOUT_FREE = 0;
/** Sixty a second, with room for the clock's own grain. */
const FRAME_MS = 17;

const shown = ({ median, p95, count }: Spread) => `${median.toFixed(1)} / ${p95.toFixed(1)} (${count})`;

/** The 95th percentile of what a figure asks for, in milliseconds. */
function within(what: string, limitMs: number, spread: Spread): Figure {
  const asked = `95th percentile < ${limitMs} ms`;
  return { what, asked, reached: `${shown(spread)} ms`, met: spread.p95 < limitMs };
}

/** Figures of the small cohort. */
function ofTheSmall({ side, drag }: BenchTiming): Figure[] {
  const size = `${side} x ${side}`;
  return [
    within(`${size}: input to painted change`, 100, drag.move.painted),
    within(`${size}: a move inside known breakpoints, all its work`, 16, drag.move.work),
    within(`${size}: a rule switched to its new match, painted`, 100, drag.switched),
  ];
}

/** Figures of the large one. */
function ofTheLarge({ side, drag, grid }: BenchTiming): Figure[] {
  const size = `${side} x ${side}`;
  return [
    within(`${size}: first match on screen`, 3_000, drag.firstMatchMs),
    within(`${size}: a drag settles`, 500, drag.settled),
    ...grid.scrolled.map((one) =>
      within(`${size}: grid scrolled, cells of ${one.size} px, frame to frame`, FRAME_MS, one.frames),
    ),
    within(`${size}: grid zoomed, frame to frame`, FRAME_MS, grid.zoomed),
  ];
}

function figuresOf(timings: readonly BenchTiming[], firstScreen: number): Figure[] {
  return [
    {
      what: 'first screen, script and style compressed',
      asked: '< 180 KB',
      reached: `${(firstScreen / 1_000).toFixed(0)} KB`,
      met: firstScreen < 180_000,
    },
    ...timings.map(({ side, drag }) => ({
      what: `${side} x ${side}: layout shift during drags`,
      asked: '0',
      reached: drag.shifted.toFixed(4),
      met: drag.shifted === LAYOUT_FREE,
    })),
    ...timings.flatMap((timing) => (timing.side >= 1_000 ? ofTheLarge(timing) : ofTheSmall(timing))),
  ];
}

/** The report of a run as Markdown: first every figure that was asked for, then all that was measured. */
export function reportOf(machine: Stamp, timings: readonly BenchTiming[], firstScreen: number): string {
  return [
    `# The bench screen at commit ${machine.commit}${machine.dirty ? ' with uncommitted changes' : ''}`,
    `${machine.takenAt}, Node ${machine.node}, ${machine.cores} x ${machine.cpu}, load before ${machine.loadBefore.toFixed(1)}. Milliseconds: median / 95th percentile (count).`,
    [
      '| figure | asked for | reached | |',
      '| --- | --- | --- | --- |',
      ...figuresOf(timings, firstScreen).map(
        ({ what, asked, reached, met }) => `| ${what} | ${asked} | ${reached} | ${met ? 'yes' : 'no'} |`,
      ),
    ].join('\n'),
    [
      '| side | first match on screen | move: input to painted | move: work | let go to confirmed match | rule switched to new match | grid opened |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...timings.map(
        ({ side, drag, grid }) =>
          `| ${side} | ${shown(drag.firstMatchMs)} | ${shown(drag.move.painted)} | ${shown(drag.move.work)} | ${shown(drag.settled)} | ${shown(drag.switched)} | ${grid.openedMs.toFixed(0)} |`,
      ),
    ].join('\n'),
    '',
  ].join('\n\n');
}
