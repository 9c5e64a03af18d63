/** Shades between a cost of nothing and the end of the scale. */
export const SHADES = 32;

/** The grid's colours as the browser resolves them, for a canvas that knows no style sheet. */
export interface Colours {
  /** From a cost of 0 on. */
  readonly shades: readonly string[];
  /** Ink that can be read on each shade. */
  readonly inkOn: readonly string[];
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly band: string;
  readonly barred: string;
  readonly hatch: string;
  readonly unmatched: string;
  readonly focus: string;
  readonly font: string;
}

/** Reads the tokens where an element stands; has to be read again when the theme changes. */
export function coloursAt(element: HTMLElement): Colours {
  const probe = element.appendChild(document.createElement('span'));
  const resolved = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const steps = Array.from({ length: SHADES }, (_, step) => (100 * step) / (SHADES - 1));
  const colours: Colours = {
    shades: steps.map((far) => resolved(`color-mix(in oklab, var(--grid-far) ${far}%, var(--grid-near))`)),
    inkOn: steps.map((far) => resolved(far < 50 ? 'var(--grid-on-near)' : 'var(--grid-on-far)')),
    ground: resolved('var(--ground)'),
    ink: resolved('var(--ink)'),
    soft: resolved('var(--ink-soft)'),
    line: resolved('var(--card)'),
    band: resolved('var(--border)'),
    barred: resolved('var(--grid-barred)'),
    hatch: resolved('var(--grid-hatch)'),
    unmatched: resolved('var(--grid-unmatched)'),
    focus: resolved('var(--focus)'),
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return colours;
}

/** Red, green, blue and opacity of colours as one 32-bit number each, as pixels of a canvas hold them. */
export function pixelsOf(colours: readonly string[]): Uint32Array {
  const canvas = new OffscreenCanvas(colours.length, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new Uint32Array(colours.length);
  colours.forEach((colour, at) => {
    context.fillStyle = colour;
    context.fillRect(at, 0, 1, 1);
  });
  return new Uint32Array(context.getImageData(0, 0, colours.length, 1).data.buffer);
}
