import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from 'd3-shape';

/** One form for each series, so that colour never tells them apart alone. */
const FORMS = [symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, symbolCross, symbolStar];
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '10 4', '1 4'];

/** How many series are told apart by form, dash and colour. */
export const SERIES_COUNT = FORMS.length;

/** The mark of a series as path data around the origin; `area` in square pixels. */
export function markPath(series: number, area = 56): string {
  return symbol(FORMS[series % SERIES_COUNT], area)() ?? '';
}

export function dashOf(series: number): string {
  return DASHES[series % SERIES_COUNT] as string;
}

/** The class that gives a series its colour (Picture.svelte). */
export function seriesClass(series: number): string {
  return `series-${(series % SERIES_COUNT) + 1}`;
}
