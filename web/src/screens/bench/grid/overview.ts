import { CELL } from '#solver/contract/explore/grid-cell.ts';
import { pixelsOf, SHADES, type Colours } from './colours.ts';
import type { GridPlan } from './plan.ts';

/** The shade of a loss: 0 for none, the last for the end of the scale and beyond. */
export function shadeOf(loss: number, highest: number): number {
  if (loss <= 0) return 0;
  return Math.max(1, Math.min(SHADES - 1, Math.round((loss / highest) * (SHADES - 1))));
}

/**
 * The whole grid with one pixel a cell. It is made once for an answer, an order and a theme; whatever is in sight is then one enlarged copy of a
 * part of it, however many cells that are.
 */
export function overviewOf(plan: GridPlan, colours: Colours): OffscreenCanvas {
  const { rows, columns } = plan.extent;
  const canvas = new OffscreenCanvas(Math.max(1, columns), Math.max(1, rows));
  const context = canvas.getContext('2d');
  if (!context || rows === 0 || columns === 0) return canvas;
  const shades = pixelsOf(colours.shades);
  const [barred = 0, unmatched = 0, open = 0] = pixelsOf([colours.barred, colours.unmatched, colours.ground]);
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const { cells } = plan;
  let next = 0;
  for (let row = 0; row < rows; row += 1) {
    const own = plan.rows.at[row] as number;
    for (let column = 0; column < columns; column += 1) {
      const other = plan.columns.at[column] as number;
      const state = cells.stateAt(own, other);
      const loss = state === CELL.answered ? cells.lossAt(own, other) : undefined;
      if (state !== CELL.answered) pixels[next] = state === CELL.open ? open : barred;
      else pixels[next] = loss === undefined ? unmatched : (shades[shadeOf(loss, cells.highScore)] as number);
      next += 1;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
