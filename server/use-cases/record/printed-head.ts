import type { RecordHead } from '#solver/contract/api/record.ts';

/** A head as files print it: number:hash. */
export function printHead({ number, hash }: RecordHead): string {
  return `${number}:${hash}`;
}

/** A head that was printed, or undefined where there is none. Its form was checked before. */
export function readHead(printed: string | undefined): RecordHead | undefined {
  if (printed === undefined) return undefined;
  const [number, hash = ''] = printed.split(':');
  return { number: Number(number), hash };
}
