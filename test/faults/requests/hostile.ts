import type { Dice } from './dice.ts';

/** In everything hostile that is text; the log may not hold it. */
export const CANARY = 'Zyxwvut';

const DEEP = 2_000;

/** What no form sends. */
export const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  -0,
  0.1,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  Number.MIN_VALUE,
  '',
  ' ',
  `${CANARY}\u0000`,
  `<img src=x onerror=alert('${CANARY}')>`,
  `=HYPERLINK("http://${CANARY}")`,
  `'; drop table cohorts; -- ${CANARY}`,
  `../../../../${CANARY}`,
  `\u202e${CANARY}`,
  '\ud800',
  CANARY.repeat(2_000),
  '9'.repeat(400),
  '1e400',
  '__proto__',
  'constructor',
  [],
  {},
  [[[[[[]]]]]],
  Array.from({ length: 3_000 }, () => 0),
  Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`${CANARY}${index}`, index])),
  { toString: CANARY, valueOf: 1, then: CANARY },
];

/** Bodies that are no JSON of any schema. */
export const HOSTILE_BODIES: readonly string[] = [
  '',
  '{',
  'null',
  '[]',
  '"\\ud800"',
  'NaN',
  '{"a":1e400}',
  '-0',
  `{"__proto__":{"${CANARY}":1}}`,
  `{"constructor":{"prototype":{"${CANARY}":1}}}`,
  `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  `{"${CANARY}":1,"${CANARY}":2}`,
  '\u0000\u0001\u0002',
  '\ufeff{}',
];

export const HOSTILE_HEADERS: readonly Record<string, string>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-7' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': `${CANARY}/` },
  { 'content-encoding': 'gzip' },
  { origin: `http://${CANARY}.example` },
  { 'sec-fetch-site': 'cross-site' },
  { host: `${CANARY}.example` },
  { cookie: `sid=${CANARY}; mile-member=${CANARY}` },
  { cookie: '=;;;=%zz' },
  { accept: 'text/event-stream' },
  { accept: `${CANARY}/*` },
  { range: 'bytes=0-1,5-6,-1' },
  { 'if-none-match': '*' },
  { 'x-mile-window': CANARY.repeat(50), 'x-mile-name': '%zz%00' },
  { 'x-forwarded-for': `${CANARY}, 1.2.3.4`, 'x-forwarded-proto': 'https' },
  { authorization: `Bearer ${CANARY}` },
];

/** Changes one place somewhere in a value: another value, a key less, a key more. Primitives are replaced. */
export function spoil(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.chance(0.05)) return dice.of(HOSTILE);
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    if (items.length === 0) return [dice.of(HOSTILE)];
    const at = dice.below(items.length);
    return items.map((item, index) => (index === at ? spoil(item, dice) : item));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.chance(0.1))
    return { ...value, [dice.of([CANARY, '__proto__', 'id'])]: dice.of(HOSTILE) };
  const at = dice.below(entries.length);
  if (dice.chance(0.1)) return Object.fromEntries(entries.filter((_, index) => index !== at)) as unknown;
  return Object.fromEntries(
    entries.map(([name, part], index) => [name, index === at ? spoil(part, dice) : part]),
  ) as unknown;
}
