import { wordsFor } from './bits.ts';

/** The options of everybody on a side as bit sets over the programme's option numbers, `words` words a person. */
export interface OptionMasks {
  readonly words: number;
  readonly bits: Uint32Array;
}

export function optionMasks(chosen: readonly (readonly number[])[], options: number): OptionMasks {
  const words = wordsFor(options);
  const bits = new Uint32Array(chosen.length * words);
  chosen.forEach((numbers, person) => {
    for (const option of numbers) {
      const word = person * words + (option >>> 5);
      bits[word] = (bits[word] as number) | (1 << (option & 31));
    }
  });
  return { words, bits };
}

/** 1 where the person chose the option, else 0. */
export function holds({ words, bits }: OptionMasks, person: number, option: number): number {
  return ((bits[person * words + (option >>> 5)] as number) >>> (option & 31)) & 1;
}

/** Whether the person chose one of these options. */
export function holdsAny(masks: OptionMasks, person: number, options: readonly number[]): boolean {
  for (const option of options) if (holds(masks, person, option) === 1) return true;
  return false;
}
