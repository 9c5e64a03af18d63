import { widthOf } from './lettering.ts';

const MARK = 24;
const GAP = 20;
export const LEGEND_LINE = 20;

/** Where each entry of a legend begins, left to right in lines of at most `width` pixels, and how tall it becomes. */
export function layLegend(labels: readonly string[], width: number) {
  let x = 0;
  let line = 0;
  const places = labels.map((label) => {
    const wide = MARK + widthOf(label);
    if (x > 0 && x + wide > width) {
      x = 0;
      line += 1;
    }
    const place = { x, y: line * LEGEND_LINE };
    x += wide + GAP;
    return place;
  });
  return { places, height: (line + 1) * LEGEND_LINE };
}
