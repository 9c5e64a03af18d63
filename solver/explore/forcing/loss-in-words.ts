import type { ForcedMatch } from '../../contract/explore/forcing.ts';
import { counted } from '../counted.ts';

/** "nothing", "22 of the score", "1 pair and nothing of the score, which rises by 5". */
export function lossInWords({ matched, score }: ForcedMatch['loss']): string {
  if (matched === 0 && score === 0) return 'nothing';
  const parts = [
    ...(matched === 0 ? [] : [counted(matched, 'pair')]),
    ...(score === 0
      ? []
      : [score > 0 ? `${score} of the score` : `nothing of the score, which rises by ${-score}`]),
  ];
  return parts.join(' and ');
}
