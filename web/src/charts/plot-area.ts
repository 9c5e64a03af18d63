import type { PlotArea } from './picture.ts';

/** Room for the numbers and words of the axes, in pixels. */
const LEFT = 72;
const RIGHT = 24;
const BELOW = 44;

/** Where the axes of a drawing stand that has `top` pixels of words above them. */
export function plotArea(width: number, height: number, top: number): PlotArea {
  return { left: LEFT, right: width - RIGHT, top, bottom: height - BELOW };
}

/** Height of a drawing whose plot is `plot` pixels tall, under `top` pixels of words. */
export function heightAround(plot: number, top: number): number {
  return top + plot + BELOW;
}
