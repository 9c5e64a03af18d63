import type { Colours } from './colours.ts';
import { clipped, level, turned } from './lettering.ts';
import type { Axis } from './plan.ts';
import type { Context, InSight, Scene } from './scene.ts';
import { HEADER, NAMED_FROM, type Frame } from './view-window.ts';

/** Room for the names of bands beside those of people, pixels. */
const BAND_STRIP = 18;
const LEAST_BAND = 8;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Names and bands of the participants, left of the cells. */
export function paintRowNames(context: Context, scene: Scene, sight: InSight, axis: Axis): void {
  const { frame } = scene;
  const box = { left: 0, top: HEADER.height, width: HEADER.width, height: frame.height - HEADER.height };
  onGround(context, scene, box, () => {
    if (frame.size >= NAMED_FROM) rowNames(context, scene, sight, axis);
    rowBands(context, scene, sight, axis);
  });
}

/** Names and bands of the mentors, above the cells. */
export function paintColumnNames(context: Context, scene: Scene, sight: InSight, axis: Axis): void {
  const { frame } = scene;
  const box = { left: HEADER.width, top: 0, width: frame.width - HEADER.width, height: HEADER.height };
  onGround(context, scene, box, () => {
    if (frame.size >= NAMED_FROM) columnNames(context, scene, sight, axis);
    columnBands(context, scene, sight, axis);
  });
}

/** Paints inside of an empty box alone. */
function onGround(context: Context, { colours }: Scene, box: Box, paint: () => void): void {
  const { left, top, width, height } = box;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = colours.ground;
  context.fillRect(left, top, width, height);
  paint();
  context.restore();
}

function rowNames(
  context: Context,
  { frame, colours, focus, hover }: Scene,
  { rows, y }: InSight,
  axis: Axis,
) {
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillStyle = colours.ink;
  for (let row = rows.from; row < rows.to; row += 1) {
    context.font = nameFont(frame, colours, row === focus?.row || row === hover?.row);
    const name = clipped(context, axis.names[row] as string, HEADER.width - BAND_STRIP - 12);
    context.fillText(name, HEADER.width - 6, y(row) + frame.size / 2);
  }
}

function columnNames(
  context: Context,
  { frame, colours, focus, hover }: Scene,
  { columns, x }: InSight,
  axis: Axis,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = colours.ink;
  for (let column = columns.from; column < columns.to; column += 1) {
    context.font = nameFont(frame, colours, column === focus?.column || column === hover?.column);
    context.save();
    context.translate(x(column) + frame.size / 2, HEADER.height - 6);
    context.rotate(-Math.PI / 2);
    context.fillText(clipped(context, axis.names[column] as string, HEADER.height - BAND_STRIP - 12), 0, 0);
    context.restore();
  }
}

function rowBands(context: Context, { frame, colours }: Scene, { y }: InSight, axis: Axis): void {
  for (const { label, from, to } of axis.bands) {
    const [begin, end] = [Math.max(HEADER.height, y(from)), Math.min(frame.height, y(to))];
    if (end - begin < LEAST_BAND) continue;
    bandLine(context, colours, [2.5, begin + 1], [2.5, end - 2]);
    if (frame.size >= NAMED_FROM) turned(context, label, 13, begin, end, colours);
    else level(context, label, { x: 8, y: (begin + end) / 2 }, HEADER.width - 12, end - begin, colours);
  }
}

function columnBands(context: Context, { frame, colours }: Scene, { x }: InSight, axis: Axis): void {
  for (const { label, from, to } of axis.bands) {
    const [begin, end] = [Math.max(HEADER.width, x(from)), Math.min(frame.width, x(to))];
    if (end - begin < LEAST_BAND) continue;
    bandLine(context, colours, [begin + 1, 2.5], [end - 2, 2.5]);
    if (frame.size >= NAMED_FROM || end - begin > 80)
      level(context, label, { x: begin + 2, y: 12 }, end - begin - 4, 16, colours);
    else if (end - begin >= 13) turned(context, label, (begin + end) / 2, 8, HEADER.height - 4, colours);
  }
}

function nameFont({ size }: Frame, { font }: Colours, isMarked: boolean): string {
  return `${isMarked ? 'bold ' : ''}${Math.min(13, size - 1)}px ${font}`;
}

function bandLine(context: Context, colours: Colours, from: [number, number], to: [number, number]): void {
  context.strokeStyle = colours.band;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}
