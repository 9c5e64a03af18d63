import { CELL } from '#solver/contract/explore/grid-cell.ts';
import type { Context, InSight, Scene } from './scene.ts';

/** One enlarged copy of the part of the overview that is in sight. */
export function paintCells(
  context: Context,
  { overview, frame }: Scene,
  { rows, columns, x, y }: InSight,
): void {
  const [wide, tall] = [columns.to - columns.from, rows.to - rows.from];
  if (wide <= 0 || tall <= 0) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(
    overview,
    columns.from,
    rows.from,
    wide,
    tall,
    x(columns.from),
    y(rows.from),
    wide * frame.size,
    tall * frame.size,
  );
}

/** Hatches what no rule or decision allows, run by run. */
export function paintHatching(context: Context, scene: Scene, { rows, columns, x, y }: InSight): void {
  const { plan, frame, colours } = scene;
  const pattern = context.createPattern(hatchTile(colours.hatch), 'repeat');
  if (!pattern) return;
  // The lines go with the cells.
  pattern.setTransform(new DOMMatrix().translateSelf(x(0), y(0)));
  context.fillStyle = pattern;
  context.beginPath();
  for (let row = rows.from; row < rows.to; row += 1) {
    const own = plan.rows.at[row] as number;
    let begin = -1;
    for (let column = columns.from; column <= columns.to; column += 1) {
      const isBarred =
        column < columns.to && plan.cells.stateAt(own, plan.columns.at[column] as number) >= CELL.forbidden;
      if (isBarred && begin < 0) begin = column;
      if (isBarred || begin < 0) continue;
      context.rect(x(begin), y(row), (column - begin) * frame.size, frame.size);
      begin = -1;
    }
  }
  context.fill();
}

const tiles = new Map<string, OffscreenCanvas>();
const TILE = 6;

function hatchTile(colour: string): OffscreenCanvas {
  const known = tiles.get(colour);
  if (known) return known;
  const tile = new OffscreenCanvas(TILE, TILE);
  const context = tile.getContext('2d');
  if (context) {
    context.strokeStyle = colour;
    context.beginPath();
    for (const shift of [-TILE, 0, TILE]) {
      context.moveTo(shift, TILE);
      context.lineTo(shift + TILE, 0);
    }
    context.stroke();
  }
  tiles.set(colour, tile);
  return tile;
}
