import type { Policy } from '#solver/contract/policy/policy.ts';
import { lossWords, movedWords } from '../question-words.ts';
import type { Cell } from './grid-cells.ts';

/** What a cell tells, in one sentence. */
export function cellWords(cell: Cell, isMatched: boolean, policy: Policy): string {
  if (isMatched) return 'In this match.';
  switch (cell.kind) {
    case 'cost': {
      const { cost } = cell;
      const unmatched = cost.matched > 0 ? 'Somebody goes unmatched. ' : '';
      return `${unmatched}Would cost ${lossWords(cost, policy)}; ${movedWords(cost.moved)}.`;
    }
    case 'impossible':
      return 'It cannot be: no match keeps what has to hold with this pair.';
    case 'open':
      return 'Not settled in the time.';
    case 'forbidden':
      return 'Not allowed: a decision forbids this pair.';
    case 'rule':
      return `Not allowed: “${policy.rules[cell.rule]?.label ?? 'a rule that is gone'}”.`;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The letter that stands for a rule in the cells it does not allow. */
export function ruleLetter(rule: number): string {
  return LETTERS[rule] ?? '#';
}
