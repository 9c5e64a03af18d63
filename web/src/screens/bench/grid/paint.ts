import { CELL } from '#solver/contract/explore/grid-cell.ts';
import { ruleLetter } from './cell-words.ts';
import type { Colours } from './colours.ts';
import { shadeOf } from './overview.ts';
import type { Axis, GridPlan } from './plan.ts';
import {
  HATCHED_FROM,
  HEADER,
  LETTERED_FROM,
  NAMED_FROM,
  spanInSight,
  type Frame,
  type Place,
  type Span,
} from './view-window.ts';

type Context = CanvasRenderingContext2D;

/** Everything that a picture of the grid is made of. */
export interface Scene {
  readonly plan: GridPlan;
  readonly overview: OffscreenCanvas;
  readonly colours: Colours;
  readonly frame: Frame;
  /** Where the keyboard stands, and where the pointer is. */
  readonly focus: Place | undefined;
  readonly hover: Place | undefined;
}

interface InSight {
  readonly rows: Span;
  readonly columns: Span;
  /** Where the cells end, pixels. */
  readonly right: number;
  readonly bottom: number;
  /** Left and upper edge of a cell, pixels. */
  readonly x: (column: number) => number;
  readonly y: (row: number) => number;
}

/** Paints what is in sight: time in proportion to the cells in sight, and to nothing else. */
export function paint(context: Context, scene: Scene): void {
  const { frame, colours, plan } = scene;
  const sight = inSight(scene);
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, frame.width, frame.height);
  context.save();
  context.beginPath();
  context.rect(HEADER.width, HEADER.height, frame.width - HEADER.width, frame.height - HEADER.height);
  context.clip();
  paintCells(context, scene, sight);
  if (frame.size >= HATCHED_FROM) paintHatching(context, scene, sight);
  if (frame.size >= NAMED_FROM) paintRules(context, scene, sight);
  if (frame.size >= LETTERED_FROM) paintLetters(context, scene, sight);
  paintBands(context, scene, sight);
  paintMatch(context, scene, sight);
  paintMarks(context, scene, sight);
  context.restore();
  paintRowNames(context, scene, sight, plan.rows);
  paintColumnNames(context, scene, sight, plan.columns);
}

function inSight({ plan, frame }: Scene): InSight {
  const { rows, columns } = plan.extent;
  const x = (column: number) => HEADER.width + column * frame.size - frame.left;
  const y = (row: number) => HEADER.height + row * frame.size - frame.top;
  return {
    rows: spanInSight(frame.top, frame.height - HEADER.height, frame.size, rows),
    columns: spanInSight(frame.left, frame.width - HEADER.width, frame.size, columns),
    right: Math.min(frame.width, x(columns)),
    bottom: Math.min(frame.height, y(rows)),
    x,
    y,
  };
}

function paintCells(context: Context, { overview, frame }: Scene, { rows, columns, x, y }: InSight): void {
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
function paintHatching(context: Context, scene: Scene, { rows, columns, x, y }: InSight): void {
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

function paintRules(
  context: Context,
  { colours }: Scene,
  { rows, columns, right, bottom, x, y }: InSight,
): void {
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.beginPath();
  for (let column = columns.from; column <= columns.to; column += 1) {
    context.moveTo(Math.round(x(column)) + 0.5, HEADER.height);
    context.lineTo(Math.round(x(column)) + 0.5, bottom);
  }
  for (let row = rows.from; row <= rows.to; row += 1) {
    context.moveTo(HEADER.width, Math.round(y(row)) + 0.5);
    context.lineTo(right, Math.round(y(row)) + 0.5);
  }
  context.stroke();
}

/** The number of others who move, the letter of a rule, or a glyph. */
function paintLetters(context: Context, scene: Scene, { rows, columns, x, y }: InSight): void {
  const { plan, frame, colours } = scene;
  const half = frame.size / 2;
  context.font = `${Math.min(13, Math.round(frame.size * 0.56))}px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = rows.from; row < rows.to; row += 1) {
    for (let column = columns.from; column < columns.to; column += 1) {
      const text = letterOf(plan, { row, column });
      if (text === '') continue;
      context.fillStyle = inkFor(plan, { row, column }, colours);
      context.fillText(text, x(column) + half, y(row) + half + 1);
    }
  }
}

function letterOf(plan: GridPlan, place: Place): string {
  const cell = plan.cellAt(place);
  if (plan.isMatched(place)) return '';
  switch (cell.kind) {
    case 'cost':
      return cell.cost.matched > 0 ? '▽' : String(cell.cost.moved);
    case 'rule':
      return ruleLetter(cell.rule);
    case 'forbidden':
      return '×';
    case 'impossible':
      return '–';
    case 'open':
      return '?';
  }
}

function inkFor(plan: GridPlan, place: Place, colours: Colours): string {
  const cell = plan.cellAt(place);
  if (cell.kind !== 'cost') return colours.soft;
  if (cell.cost.matched > 0) return colours.ink;
  return colours.inkOn[shadeOf(cell.cost.score, plan.cells.highScore)] as string;
}

function paintBands(context: Context, { plan, colours }: Scene, { right, bottom, x, y }: InSight): void {
  context.strokeStyle = colours.band;
  context.lineWidth = 1;
  context.beginPath();
  for (const { from } of plan.columns.bands.slice(1)) {
    context.moveTo(Math.round(x(from)) + 0.5, HEADER.height);
    context.lineTo(Math.round(x(from)) + 0.5, bottom);
  }
  for (const { from } of plan.rows.bands.slice(1)) {
    context.moveTo(HEADER.width, Math.round(y(from)) + 0.5);
    context.lineTo(right, Math.round(y(from)) + 0.5);
  }
  context.stroke();
}

/** A ring around what the match has, with a rim that shows on every shade. */
function paintMatch(
  context: Context,
  { plan, frame, colours }: Scene,
  { rows, columns, x, y }: InSight,
): void {
  const half = frame.size / 2;
  const radius = Math.max(2, frame.size * 0.32);
  context.beginPath();
  for (let row = rows.from; row < rows.to; row += 1) {
    for (const column of plan.matched[row] as readonly number[]) {
      if (column < columns.from || column >= columns.to) continue;
      context.moveTo(x(column) + half + radius, y(row) + half);
      context.arc(x(column) + half, y(row) + half, radius, 0, 2 * Math.PI);
    }
  }
  context.strokeStyle = colours.line;
  context.lineWidth = Math.max(3, frame.size * 0.2);
  context.stroke();
  context.strokeStyle = colours.ink;
  context.lineWidth = Math.max(1.5, frame.size * 0.1);
  context.stroke();
}

function paintMarks(context: Context, { frame, colours, focus, hover }: Scene, { x, y }: InSight): void {
  const outline = ({ row, column }: Place, colour: string, width: number) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(x(column), y(row), frame.size, frame.size);
  };
  if (hover) outline(hover, colours.ink, 1);
  if (!focus) return;
  outline(focus, colours.line, 5);
  outline(focus, colours.focus, 3);
}

const BAND_STRIP = 18;

function paintRowNames(context: Context, scene: Scene, { rows, y }: InSight, axis: Axis): void {
  const { frame, colours, focus, hover } = scene;
  context.save();
  context.beginPath();
  context.rect(0, HEADER.height, HEADER.width, frame.height - HEADER.height);
  context.clip();
  context.fillStyle = colours.ground;
  context.fillRect(0, HEADER.height, HEADER.width, frame.height - HEADER.height);
  context.textBaseline = 'middle';
  if (frame.size >= NAMED_FROM) {
    context.textAlign = 'right';
    for (let row = rows.from; row < rows.to; row += 1) {
      const isMarked = row === focus?.row || row === hover?.row;
      context.font = `${isMarked ? 'bold ' : ''}${nameSize(frame)}px ${colours.font}`;
      context.fillStyle = colours.ink;
      const name = clipped(context, axis.names[row] as string, HEADER.width - BAND_STRIP - 12);
      context.fillText(name, HEADER.width - 6, y(row) + frame.size / 2);
    }
  }
  for (const { label, from, to } of axis.bands) {
    const [begin, end] = [Math.max(HEADER.height, y(from)), Math.min(frame.height, y(to))];
    if (end - begin < 8) continue;
    bandLine(context, colours, [2.5, begin + 1], [2.5, end - 2]);
    if (frame.size >= NAMED_FROM) turned(context, label, 13, begin, end, colours);
    else level(context, label, { x: 8, y: (begin + end) / 2 }, HEADER.width - 12, end - begin, colours);
  }
  context.restore();
}

function paintColumnNames(context: Context, scene: Scene, { columns, x }: InSight, axis: Axis): void {
  const { frame, colours, focus, hover } = scene;
  context.save();
  context.beginPath();
  context.rect(HEADER.width, 0, frame.width - HEADER.width, HEADER.height);
  context.clip();
  context.fillStyle = colours.ground;
  context.fillRect(HEADER.width, 0, frame.width - HEADER.width, HEADER.height);
  if (frame.size >= NAMED_FROM) {
    for (let column = columns.from; column < columns.to; column += 1) {
      const isMarked = column === focus?.column || column === hover?.column;
      context.save();
      context.translate(x(column) + frame.size / 2, HEADER.height - 6);
      context.rotate(-Math.PI / 2);
      context.font = `${isMarked ? 'bold ' : ''}${nameSize(frame)}px ${colours.font}`;
      context.fillStyle = colours.ink;
      context.textAlign = 'left';
      context.textBaseline = 'middle';
      context.fillText(clipped(context, axis.names[column] as string, HEADER.height - BAND_STRIP - 12), 0, 0);
      context.restore();
    }
  }
  for (const { label, from, to } of axis.bands) {
    const [begin, end] = [Math.max(HEADER.width, x(from)), Math.min(frame.width, x(to))];
    if (end - begin < 8) continue;
    bandLine(context, colours, [begin + 1, 2.5], [end - 2, 2.5]);
    if (frame.size >= NAMED_FROM || end - begin > 80)
      level(context, label, { x: begin + 2, y: 12 }, end - begin - 4, 16, colours);
    else if (end - begin >= 13) turned(context, label, (begin + end) / 2, 8, HEADER.height - 4, colours);
  }
  context.restore();
}

function nameSize({ size }: Frame): number {
  return Math.min(13, size - 1);
}

function bandLine(context: Context, colours: Colours, from: [number, number], to: [number, number]): void {
  context.strokeStyle = colours.band;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** A band's name along the lines of text, if there is room for it. */
function level(
  context: Context,
  label: string,
  at: { x: number; y: number },
  width: number,
  height: number,
  colours: Colours,
): void {
  if (height < 12 || width < 24) return;
  context.font = `12px ${colours.font}`;
  context.fillStyle = colours.soft;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(clipped(context, label, width), at.x, at.y);
}

/** The same, read upwards. */
function turned(
  context: Context,
  label: string,
  x: number,
  begin: number,
  end: number,
  colours: Colours,
): void {
  context.save();
  context.translate(x, end - 4);
  context.rotate(-Math.PI / 2);
  level(context, label, { x: 0, y: 0 }, end - begin - 6, 16, colours);
  context.restore();
}

const widths = new Map<string, string>();

/** A name cut to its room; remembered, because measuring is what costs most. */
function clipped(context: Context, text: string, width: number): string {
  const key = `${context.font} ${Math.round(width)} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  let short = text;
  while (short.length > 1 && context.measureText(short === text ? text : `${short}…`).width > width)
    short = short.slice(0, -1).trimEnd();
  const cut = short === text ? text : `${short}…`;
  if (widths.size > 5_000) widths.clear();
  widths.set(key, cut);
  return cut;
}
