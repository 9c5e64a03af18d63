import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalArray, canonicalJson, canonicalObject } from '#server/store/canonical-json.ts';

/** The example of RFC 8785, section 3.2.3, without its lone surrogates: keys sort by UTF-16 code units. */
test('keys are in the order of RFC 8785', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonicalJson(value)))).toHaveLength(7);
  expect(canonicalJson(value)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
});

test('numbers are written as in RFC 8785, section 3.2.2', () => {
  expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
});

test('it reads back as it was, whatever the order of the keys', () => {
  let objects = 0;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(text);
      if (typeof value === 'object') objects += 1;
    }),
    { numRuns: 300, examples: [[JSON.parse('{"__proto__":false,"a":1}') as fc.JsonValue]] },
  );
  expect(objects).toBeGreaterThan(50);
});

test('objects put together from canonical parts are canonical', () => {
  const parts = { b: canonicalJson({ z: 1, a: [] }), a: canonicalArray(['1', '"x"']) };
  expect(canonicalObject(parts)).toBe(canonicalJson({ b: { a: [], z: 1 }, a: [1, 'x'] }));
});

/** The same value with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(value).reverse()) copy[key] = reversed(member);
  return copy;
}
