import type { Side } from '../identifier.ts';

/** A field of one side's form. */
export interface FieldRead {
  side: Side;
  field: string;
}

/** Keys that do not say whose field they name: these wishes are the participant's. */
const PARTICIPANT_KEYS: ReadonlySet<string> = new Set(['wishField', 'onlyIfField']);

/** The fields from which a criterion, rule, quota or question takes answers, in the order in which it names them; some may be named twice. */
export function fieldsRead(reader: object): FieldRead[] {
  return readBy(reader, undefined);
}

/** All kinds name fields alike: a key ends in "Field" or "Fields" and begins with the side, or the side stands beside it. */
function readBy(part: object, outer: Side | undefined): FieldRead[] {
  const side = sideIn(part) ?? outer;
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const whose = sideOf(key) ?? side;
    if (typeof value === 'string')
      return whose && /field$/iu.test(key) ? [{ side: whose, field: value }] : [];
    if (!Array.isArray(value)) return isObject(value) ? readBy(value, whose) : [];
    return value.flatMap((entry: unknown) => {
      if (isObject(entry)) return readBy(entry, whose);
      return typeof entry === 'string' && whose && /fields$/iu.test(key)
        ? [{ side: whose, field: entry }]
        : [];
    });
  });
}

function sideIn(part: object): Side | undefined {
  if (!('side' in part)) return undefined;
  return part.side === 'participant' || part.side === 'mentor' ? part.side : undefined;
}

function sideOf(key: string): Side | undefined {
  if (key.startsWith('participant') || PARTICIPANT_KEYS.has(key)) return 'participant';
  return key.startsWith('mentor') ? 'mentor' : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
