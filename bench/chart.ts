import type { Growth } from './growth.ts';

const WIDTH = 860;
const HEIGHT = 520;
const LEFT = 70;
const RIGHT = 250;
const TOP = 50;
const BOTTOM = 60;
/** Dark enough on white, and apart for people who see colours differently (Okabe and Ito). */
const COLOURS = [
  '#000000',
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#7a5c00',
  '#56b4e9',
  '#8a2be2',
  '#666666',
  '#b00020',
];

interface Axis {
  readonly from: number;
  readonly to: number;
  at(value: number): number;
}

/** A chart, log-log, of time against pairs: one line a contender, its fitted exponent beside its name. */
export function growthChart(title: string, growths: readonly Growth[]): string {
  const points = growths.flatMap((growth) => growth.points);
  const x = axis(
    points.map(({ size }) => size),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = axis(
    points.map(({ time }) => time),
    HEIGHT - BOTTOM,
    TOP,
  );
  const drawn = growths.filter((growth) => growth.points.length > 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="24" font-size="16">${escaped(title)}</text>`,
    ...decades(x).map((value) => gridLine(x.at(value), TOP, x.at(value), HEIGHT - BOTTOM)),
    ...decades(y).map((value) => gridLine(LEFT, y.at(value), WIDTH - RIGHT, y.at(value))),
    ...decades(x).map((value) =>
      label(x.at(value), HEIGHT - BOTTOM + 20, 'middle', value.toLocaleString('en-US')),
    ),
    ...decades(y).map((value) => label(LEFT - 8, y.at(value) + 4, 'end', value.toLocaleString('en-US'))),
    label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, 'middle', 'allowed pairs'),
    label(16, TOP - 12, 'start', 'ms, median'),
    ...drawn.map((growth, index) => curve(growth, index, x, y)),
    ...drawn.map((growth, index) => legend(growth, index)),
    '</svg>',
    '',
  ].join('\n');
}

function axis(values: readonly number[], first: number, last: number): Axis {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return { from, to, at: (value) => first + ((Math.log10(value) - from) / (to - from)) * (last - first) };
}

function decades({ from, to }: Axis): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
}

function gridLine(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#dddddd"/>`;
}

function label(x: number, y: number, anchor: string, text: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function colour(index: number): string {
  return COLOURS[index % COLOURS.length] as string;
}

function curve({ points }: Growth, index: number, x: Axis, y: Axis): string {
  const places = points
    .toSorted((a, b) => a.size - b.size)
    .map(({ size, time }) => `${x.at(size).toFixed(1)},${y.at(time).toFixed(1)}`);
  const dots = places.map((place) => {
    const [cx, cy] = place.split(',');
    return `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour(index)}"/>`;
  });
  const width = index === 0 ? 3 : 1.5;
  return `<polyline points="${places.join(' ')}" fill="none" stroke="${colour(index)}" stroke-width="${width}"/>${dots.join('')}`;
}

function legend({ name, law }: Growth, index: number): string {
  const y = TOP + 22 * index + 8;
  const x = WIDTH - RIGHT + 16;
  const grows = law ? ` (pairs^${law.exponent.toFixed(2)})` : '';
  return `<rect x="${x}" y="${y - 10}" width="12" height="12" fill="${colour(index)}"/>${label(x + 18, y, 'start', name + grows)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
