import { compactLabel } from './labels.ts';

const YES = new Set([
  'yes',
  'y',
  'true',
  '1',
  'x',
  'on',
  'checked',
  'agree',
  'agreed',
  'iagree',
  'iconsent',
  'accept',
  'iaccept',
  'ok',
]);
const NO = new Set([
  'no',
  'n',
  'false',
  '0',
  'off',
  'unchecked',
  'disagree',
  'idisagree',
  'idonotagree',
  'idonotconsent',
  'decline',
]);
/** "Yes, I will be there", "I agree that my data are used": a tick box exports its whole label. */
const YES_SENTENCE = /^(?:yes\s*[,.;:!–—-]|i (?:agree|consent|accept)\b)/iu;
const NO_SENTENCE = /^(?:no\s*[,.;:!–—-]|i (?:do not|don['’]t) (?:agree|consent|accept)\b)/iu;
/** A sentence that takes back what it begins with is asked. */
const HEDGE = /\b(?:but|maybe|depends|unless|if|not sure|except)\b/iu;

/** What a text says to a yes/no question, or undefined where it does not say. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim() === '✓' || text.trim() === '✔' ? 'yes' : compactLabel(text);
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  if (HEDGE.test(text)) return undefined;
  if (YES_SENTENCE.test(text.trim())) return true;
  if (NO_SENTENCE.test(text.trim())) return false;
  return undefined;
}
