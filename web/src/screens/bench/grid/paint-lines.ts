import type { Context, InSight, Scene } from './scene.ts';
import { HEADER, type Place } from './view-window.ts';

/** A line between any two rows and columns. */
export function paintRules(
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

/** A stronger line between groups of people who belong together. */
export function paintBands(
  context: Context,
  { plan, colours }: Scene,
  { right, bottom, x, y }: InSight,
): void {
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
export function paintMatch(
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

/** Where the keyboard stands, and where the pointer is. */
export function paintMarks(
  context: Context,
  { frame, colours, focus, hover }: Scene,
  { x, y }: InSight,
): void {
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
