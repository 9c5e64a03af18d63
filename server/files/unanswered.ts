import { compactLabel } from './labels.ts';

const NOTHING_SAID = new Set(
  ['', 'n/a', 'none', 'nil', 'null', 'not applicable', 'no answer', 'no response', 'prefer not to say'].map(
    compactLabel,
  ),
);
const NOBODY = new Set(
  ['no', 'nobody', 'no one', 'none that I know of', 'not that I know of', 'no conflicts'].map(compactLabel),
);

/** Words and dashes that stand for no answer. Texts are never tested: "none" may be what somebody wrote. */
export function isUnanswered(text: string): boolean {
  return NOTHING_SAID.has(compactLabel(text));
}

/** The same for questions that ask for people. */
export function namesNobody(text: string): boolean {
  return isUnanswered(text) || NOBODY.has(compactLabel(text));
}
