import type { Stretch, Tick, Track } from '../../../session/track.ts';

/** Ticks nearer to each other than this cannot be told apart, in pixels. */
const APART_PX = 4;
/** What a pointer hits beside a tick, in pixels. */
const REACH_PX = 6;
const MOST_WEIGHT = 10;

/** One or more ticks that stand at one place of the picture. */
export interface Mark {
  ticks: readonly Tick[];
  x: number;
  /** How many people change mentor here in all. */
  moved: number;
}

/** The line on which a track is drawn: its width, and the half thumb that it leaves free at either end, in pixels. */
export interface Shelf {
  width: number;
  margin: number;
}

export function xOf(weight: number, { width, margin }: Shelf): number {
  return margin + ((width - 2 * margin) * weight) / MOST_WEIGHT;
}

export function weightAt(x: number, { width, margin }: Shelf): number {
  const inside = Math.min(width - margin, Math.max(margin, x)) - margin;
  return (inside / Math.max(1, width - 2 * margin)) * MOST_WEIGHT;
}

/** The ticks as they can be told apart: those within 4 pixels of the first of them are one mark. */
export function marksOf({ ticks }: Track, shelf: Shelf): Mark[] {
  const marks: Mark[] = [];
  let group: Tick[] = [];
  const close = () => {
    if (group.length > 0) marks.push(markOf(group, shelf));
  };
  for (const tick of ticks) {
    const [first] = group;
    if (first && xOf(tick.weight, shelf) - xOf(first.weight, shelf) < APART_PX) group.push(tick);
    else {
      close();
      group = [tick];
    }
  }
  close();
  return marks;
}

function markOf(ticks: readonly Tick[], shelf: Shelf): Mark {
  const places = ticks.map(({ weight }) => xOf(weight, shelf));
  return {
    ticks,
    x: ((places[0] ?? 0) + (places.at(-1) ?? 0)) / 2,
    moved: new Set(ticks.flatMap(({ moved }) => moved)).size,
  };
}

/** The mark that a pointer is on. */
export function markNear(marks: readonly Mark[], x: number): Mark | undefined {
  const near = marks.filter((mark) => Math.abs(mark.x - x) <= REACH_PX);
  return near.sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
}

/** Height of a tick in pixels: two, and one more for each who changes, up to 14. */
export function tickHeight(moved: number): number {
  return 2 + Math.min(moved, 12);
}

/** How dark a stretch is, 0 to 0.8: by the root of the share of the people who differ, so that the first few already show. */
export function shadeOf(differing: number, people: number): number {
  return people === 0 ? 0 : Math.round(Math.sqrt(Math.min(1, differing / people)) * 80) / 100;
}

export function stretchUnder({ stretches }: Track, weight: number): Stretch | undefined {
  return stretches.find(({ from, to }) => from <= weight && weight <= to);
}
