import type { Colours } from './colours.ts';
import type { Context } from './scene.ts';

/** A band's name along the lines of text, if there is room for it. */
export function level(
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
export function turned(
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
export function clipped(context: Context, text: string, width: number): string {
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
