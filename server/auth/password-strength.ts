import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { MileError } from '#solver/contract/errors.ts';

const LENGTH = { min: 15, max: 128 } as const;
/** zxcvbn's scale from 0 to 4; 3 is "safely unguessable" (10^8 guesses and more). */
const LEAST_SCORE = 3;
/** So many letters and digits must stand in a password beside the words of name and address. */
const LEAST_BESIDES = 8;

/** A password that somebody wants, and what those who know them know: name, address. */
export interface WantedPassword {
  password: string;
  personal: readonly string[];
}

let estimator: ZxcvbnFactory | undefined;

/** Throws WEAK_PASSWORD where it is too short, too long, or easy to guess. Its dictionaries take 50 ms to unpack: not for a thread that answers requests. */
export function refuseWeakPassword({ password, personal }: WantedPassword): void {
  const { min, max } = LENGTH;
  const length = [...password].length;
  if (length < min || length > max)
    throw new MileError(
      'WEAK_PASSWORD',
      `The password has ${length} characters. Use ${min} to ${max}; four or five unrelated words make a good one.`,
      { length, min, max },
    );
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const isCommon = estimator.check(password, [...personal]).score < LEAST_SCORE;
  if (isCommon || besides(password, personal.flatMap(wordsOf)).length < LEAST_BESIDES)
    throw new MileError(
      'WEAK_PASSWORD',
      'The password is easy to guess: it is common, repeats itself, or holds your name. Use four or five unrelated words.',
    );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

/** The letters and digits of a password that belong to none of the words. */
function besides(password: string, words: readonly string[]): string {
  const left = words.reduce((text, word) => text.replaceAll(word, ' '), password.toLowerCase());
  return left.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
