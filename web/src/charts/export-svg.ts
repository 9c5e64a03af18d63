import { linesOf } from './lettering.ts';
import type { PictureWords } from './picture.ts';

const SVG = 'http://www.w3.org/2000/svg';
const PADDING = 16;
const TITLE_SIZE = 18;
const NOTE_SIZE = 13;

/** What the page's style sheets decide and a file of its own must say itself. */
const RESOLVED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
];
/** What belongs to the page alone. */
const PAGE_ATTRIBUTE = /^(?:class|style|tabindex|role|focusable|aria-.*|data-.*)$/;

/** A file of its own: the drawing with its title, all colours resolved and the fonts inside. */
export async function selfContainedSvg(drawing: SVGSVGElement, words: PictureWords): Promise<string> {
  const { FONT_FACES } = await import('./export-fonts.ts');
  const { width, height } = drawing.viewBox.baseVal;
  const titles = linesOf(words.title, width, TITLE_SIZE);
  const notes = words.note === undefined ? [] : linesOf(words.note, width, NOTE_SIZE);
  const top = PADDING + titles.length * 24 + notes.length * 20 + 8;
  const file = element('svg', {
    xmlns: SVG,
    width: width + 2 * PADDING,
    height: top + height + PADDING,
    viewBox: `0 0 ${width + 2 * PADDING} ${top + height + PADDING}`,
  });
  const style = element('style', {});
  style.textContent = FONT_FACES;
  file.append(...described(words), style);
  const { color, ground, soft } = coloursOf(drawing);
  file.append(element('rect', { width: '100%', height: '100%', fill: ground }));
  const serif = { 'font-family': "'Source Serif 4', Georgia, serif", 'font-weight': 600, fill: color };
  titles.forEach((line, at) => file.append(text(line, PADDING + 18 + at * 24, TITLE_SIZE, serif)));
  const sans = { 'font-family': "'Atkinson Hyperlegible', system-ui, sans-serif", fill: soft };
  notes.forEach((line, at) =>
    file.append(text(line, PADDING + titles.length * 24 + 14 + at * 20, NOTE_SIZE, sans)),
  );
  const group = element('g', { transform: `translate(${PADDING} ${top})` });
  group.append(...resolvedCopy(drawing).childNodes);
  file.append(group);
  return new XMLSerializer().serializeToString(file);
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    if (key !== 'xmlns') made.setAttribute(key, String(value));
  return made;
}

function text(line: string, y: number, size: number, look: Record<string, string | number>): SVGElement {
  const made = element('text', { x: PADDING, y, 'font-size': size, ...look });
  made.textContent = line;
  return made;
}

function described({ title, summary }: PictureWords): SVGElement[] {
  const [name, description] = [element('title', {}), element('desc', {})];
  name.textContent = title;
  description.textContent = summary;
  return [name, description];
}

/** Ink and ground as they are on screen; the figure around the drawing has a ground of its own. */
function coloursOf(drawing: SVGSVGElement): { color: string; ground: string; soft: string } {
  const figure = drawing.closest('figure') ?? drawing;
  const style = getComputedStyle(figure);
  const soft = figure.querySelector('.note') ?? figure.querySelector('.tools') ?? figure;
  return { color: style.color, ground: style.backgroundColor, soft: getComputedStyle(soft).color };
}

/** The drawing with every look that the page's style sheets give it written into attributes. */
function resolvedCopy(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [drawing.querySelectorAll('*'), copy.querySelectorAll('*')];
  shown.forEach((original, at) => resolve(original, copied[at] as Element));
  for (const hidden of copy.querySelectorAll('[display="none"]')) hidden.remove();
  return copy;
}

function resolve(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  for (const { name } of [...copy.attributes]) if (PAGE_ATTRIBUTE.test(name)) copy.removeAttribute(name);
  if (style.display === 'none') copy.setAttribute('display', 'none');
  else if (!(original instanceof SVGGElement) || style.opacity !== '1')
    for (const property of RESOLVED) copy.setAttribute(property, style.getPropertyValue(property));
}
