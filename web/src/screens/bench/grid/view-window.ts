/** Sides of a cell in pixels, from an overview to numbers that can be read. */
export const CELL_SIZES = [2, 3, 5, 8, 12, 15, 18, 22, 26, 32] as const;
/** From this size on names stand at the rows and columns. */
export const NAMED_FROM = 12;
/** From this size on a cell has its number, its glyph or the letter of a rule. */
export const LETTERED_FROM = 18;
/** From this size on what is not allowed is hatched. */
export const HATCHED_FROM = 5;

/** Room for names at the left and above, in pixels. */
export const HEADER = { width: 168, height: 132 } as const;

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What is in sight. */
export interface Frame {
  /** Size of a cell, pixels. */
  readonly size: number;
  /** How far is scrolled, pixels. */
  readonly left: number;
  readonly top: number;
  /** Size of what is in sight, headers included, pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The cells of one axis that are in sight, at least in part; `to` is the first beyond. */
export function spanInSight(scrolled: number, room: number, size: number, count: number): Span {
  const from = Math.max(0, Math.floor(scrolled / size));
  return { from, to: Math.max(from, Math.min(count, Math.ceil((scrolled + room) / size))) };
}

/** The largest size at which the whole grid is in sight; the smallest where none is. */
export function fittingSize({ rows, columns }: Extent, width: number, height: number): number {
  const room = Math.min(
    (width - HEADER.width) / Math.max(1, columns),
    (height - HEADER.height) / Math.max(1, rows),
  );
  return CELL_SIZES.findLast((size) => size <= room) ?? CELL_SIZES[0];
}

/** The next size, larger or smaller; undefined at the end. */
export function sizeBeside(size: number, direction: 1 | -1): number | undefined {
  return CELL_SIZES[CELL_SIZES.indexOf(size as (typeof CELL_SIZES)[number]) + direction];
}

/** The cell under a point of what is in sight; undefined over headers and beyond the grid. */
export function cellAt({ size, left, top }: Frame, x: number, y: number, extent: Extent): Place | undefined {
  const column = Math.floor((x - HEADER.width + left) / size);
  const row = Math.floor((y - HEADER.height + top) / size);
  const isInside = x >= HEADER.width && y >= HEADER.height && row < extent.rows && column < extent.columns;
  return isInside ? { row, column } : undefined;
}

/** How far to scroll so that a cell is in sight, moving no more than needed. */
export function scrollTo({ size, left, top, width, height }: Frame, { row, column }: Place) {
  return {
    left: nearest(left, column * size, size, width - HEADER.width),
    top: nearest(top, row * size, size, height - HEADER.height),
  };
}

function nearest(scrolled: number, begin: number, size: number, room: number): number {
  if (begin < scrolled) return begin;
  return begin + size > scrolled + room ? Math.max(0, begin + size - room) : scrolled;
}

const PAGE = 10;

/** Where a key leads from a cell; undefined where it does not move. */
export function moved(key: string, withControl: boolean, from: Place, extent: Extent): Place | undefined {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-PAGE, 0],
    PageDown: [PAGE, 0],
    Home: [withControl ? -extent.rows : 0, -extent.columns],
    End: [withControl ? extent.rows : 0, extent.columns],
  };
  const step = steps[key];
  if (!step) return undefined;
  const kept = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: kept(from.row + step[0], extent.rows), column: kept(from.column + step[1], extent.columns) };
}
