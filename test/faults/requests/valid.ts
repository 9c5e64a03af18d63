import type { Description, Schema } from './description.ts';
import type { Dice } from './dice.ts';

/** Values that mean something to the service, by the name of a property; the schema alone does not know them. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

const DEEPEST = 6;

/** Draws values that fit schemas, as far as schemas tell. */
export class ValidValues {
  readonly #named: Description['named'];
  readonly #known: Known;
  readonly #dice: Dice;

  constructor(named: Description['named'], known: Known, dice: Dice) {
    this.#named = named;
    this.#known = known;
    this.#dice = dice;
  }

  /** A value for a property; mostly one that the service knows, where there is any. */
  of(schema: Schema, name = '', depth = 0): unknown {
    const known = this.#known[name];
    if (known && this.#dice.chance(0.9)) return structuredClone(this.#dice.of(known));
    const { $ref, anyOf, oneOf, allOf } = schema;
    if ($ref !== undefined)
      return this.of(this.#named[$ref.split('/').at(-1) as string] ?? {}, name, depth + 1);
    const choices = anyOf ?? oneOf;
    if (choices) return this.of(this.#simplest(choices, depth), name, depth + 1);
    if (allOf) return Object.assign({}, ...allOf.map((part) => this.of(part, name, depth + 1))) as unknown;
    if ('const' in schema) return schema.const;
    if (schema.enum) return this.#dice.of(schema.enum);
    return this.#plain(schema, [schema.type ?? 'object'].flat(), depth);
  }

  #plain(schema: Schema, types: string[], depth: number): unknown {
    switch (this.#dice.of(types)) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, depth);
      case 'string':
        return this.#text(schema);
      case 'integer':
        return this.#number(schema);
      case 'number':
        return this.#number(schema) + (this.#dice.chance(0.5) ? 0 : 0.25);
      case 'boolean':
        return this.#dice.chance(0.5);
      default:
        return null;
    }
  }

  /** Deep down a recursive schema takes its first, plain choice. */
  #simplest(choices: Schema[], depth: number): Schema {
    return depth > DEEPEST ? (choices[0] as Schema) : this.#dice.of(choices);
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): unknown {
    const names = Object.keys(properties).filter(
      (name) => required.includes(name) || (depth < DEEPEST && this.#dice.chance(0.5)),
    );
    const own = names.map((name) => [name, this.of(properties[name] as Schema, name, depth + 1)]);
    const more =
      typeof additionalProperties === 'object' && depth < DEEPEST
        ? Array.from({ length: this.#dice.below(3) }, () => [
            this.#word(),
            this.of(additionalProperties, '', depth + 1),
          ])
        : [];
    return Object.fromEntries([...own, ...more]) as unknown;
  }

  #array({ items = {}, prefixItems, minItems = 0, maxItems = 4 }: Schema, depth: number): unknown[] {
    if (prefixItems) return prefixItems.map((item) => this.of(item, '', depth + 1));
    const most = depth > DEEPEST ? minItems : Math.max(minItems, Math.min(maxItems, 4));
    const length = minItems + this.#dice.below(most - minItems + 1);
    return Array.from({ length }, () => this.of(items, '', depth + 1));
  }

  #number({ minimum, exclusiveMinimum, maximum }: Schema): number {
    const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
    if (least < -1e6) return this.#dice.below(10);
    const most = Math.min(maximum ?? least + 100, least + 1_000);
    return least + this.#dice.below(Math.max(1, Math.floor(most - least + 1)));
  }

  #text({ format, minLength = 0, maxLength = 40 }: Schema): string {
    if (format === 'date-time') return '2026-11-28T10:00:00.000Z';
    if (format === 'date') return '2026-11-28';
    if (format === 'email') return 'ana@example.org';
    return this.#word().padEnd(minLength, 'x').slice(0, Math.max(maxLength, minLength));
  }

  #word(): string {
    return this.#dice.of([
      'Ana',
      'Zyxwvut',
      'p_1',
      'm_1',
      'topics',
      'county',
      'Hennepin',
      'ÄÖÜ ß',
      '2026',
      'a b',
    ]);
  }
}
