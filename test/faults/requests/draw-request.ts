import type { Description, Operation } from './description.ts';
import { Dice } from './dice.ts';
import { HOSTILE, HOSTILE_BODIES, HOSTILE_HEADERS, spoil } from './hostile.ts';
import { ValidValues } from './valid.ts';
import type { Known } from './valid.ts';

export type Intent = 'valid' | 'nearly valid' | 'hostile';
export const INTENTS: readonly Intent[] = ['valid', 'nearly valid', 'hostile'];

export interface DrawnRequest {
  operation: Operation;
  intent: Intent;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** The request of a number: the operations in turn, each with every intent. The same number gives the same request. */
export function drawRequest({ operations, named }: Description, known: Known, number: number): DrawnRequest {
  const dice = new Dice(number);
  const values = new ValidValues(named, known, dice);
  const operation = operations[number % operations.length] as Operation;
  const intent = INTENTS[Math.floor(number / operations.length) % INTENTS.length] as Intent;
  const times = { valid: 0, 'nearly valid': 1, hostile: 1 + dice.below(4) }[intent];
  const spoilPath = intent === 'hostile' && dice.chance(0.3);
  return {
    operation,
    intent,
    method:
      intent === 'hostile' && dice.chance(0.03)
        ? dice.of(['PATCH', 'DELETE', 'PUT', 'OPTIONS'])
        : operation.method,
    path: spoilPath
      ? addressOf(operation, () => dice.of(HOSTILE))
      : addressOf(operation, (name, schema) => values.of(schema, placed(operation, name))),
    ...contentOf(operation, values, dice, times),
  };
}

/** What an id in an address is the id of. */
function placed({ path }: Operation, name: string): string {
  const before = path
    .slice(0, path.indexOf(`{${name}}`) - 1)
    .split('/')
    .at(-1);
  return name === 'id' || name === 'sweep' ? `${before} ${name}` : name;
}

function addressOf({ path, parameters }: Operation, draw: (name: string, schema: object) => unknown): string {
  const text = (value: unknown) =>
    encodeURIComponent(typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value)).slice(
      0,
      4_000,
    );
  let address = path;
  const query: string[] = [];
  for (const { name, in: place, schema } of parameters) {
    if (place === 'path') address = address.replace(`{${name}}`, text(draw(name, schema)));
    if (place === 'query') query.push(`${name}=${text(draw(name, schema))}`);
  }
  return query.length > 0 ? `${address}?${query.join('&')}` : address;
}

function contentOf(
  { body, method }: Operation,
  values: ValidValues,
  dice: Dice,
  times: number,
): Pick<DrawnRequest, 'headers' | 'body'> {
  const strange = times > 1 && dice.chance(0.3) ? dice.of(HOSTILE_HEADERS) : {};
  if (!body)
    return { headers: strange, body: times > 0 && method !== 'GET' ? dice.of(HOSTILE_BODIES) : undefined };
  const isForm = body.type === 'multipart/form-data';
  const type = isForm && (times === 0 || dice.chance(0.7)) ? `${body.type}; boundary=${BOUNDARY}` : body.type;
  const headers = { 'content-type': type, ...strange };
  if (times > 1 && dice.chance(0.2)) return { headers, body: dice.of(HOSTILE_BODIES) };
  let value = values.of(body.schema);
  for (let time = 0; time < times; time += 1) value = spoil(value, dice);
  return { headers, body: isForm ? formOf(value) : JSON.stringify(value) };
}

const BOUNDARY = 'between-the-parts';

/** A form with a file, as a browser sends it. */
function formOf(value: unknown): string {
  const parts = Object.entries(Object(value) as object).map(([name, part]) => {
    const file = name === 'file' ? '; filename="people.csv"' : '';
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${String(JSON.stringify(part))}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
