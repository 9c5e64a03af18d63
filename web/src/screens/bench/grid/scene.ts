import type { Colours } from './colours.ts';
import type { GridPlan } from './plan.ts';
import { HEADER, spanInSight, type Frame, type Place, type Span } from './view-window.ts';

export type Context = CanvasRenderingContext2D;

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

/** The cells of a scene that are in sight, and where they stand. */
export interface InSight {
  readonly rows: Span;
  readonly columns: Span;
  /** Where the cells end, pixels. */
  readonly right: number;
  readonly bottom: number;
  /** Left and upper edge of a cell, pixels. */
  readonly x: (column: number) => number;
  readonly y: (row: number) => number;
}

export function inSight({ plan, frame }: Scene): InSight {
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
