import { recall, remember } from '../../../parts/browser-memory.ts';

/** Sheets that printers hold. */
export const PAPERS = { a4: 'A4', letter: 'Letter' } as const;
export type Paper = keyof typeof PAPERS;

/** The style rule that gives a sheet its size and margins. */
export const PAGE_RULES: Readonly<Record<Paper, string>> = {
  a4: '@page { size: A4; margin: 18mm; }',
  letter: '@page { size: letter; margin: 0.7in; }',
};

const KEY = 'mile-paper';
/** Where a Letter sheet is what printers hold. */
const LETTER_REGIONS = ['US', 'CA', 'MX'];

/** The paper that was chosen last, or what is usual where the reader's language is spoken. */
export function usualPaper(language: string): Paper {
  const stored = recall(KEY);
  if (stored === 'a4' || stored === 'letter') return stored;
  const region = /-([A-Z]{2})\b/.exec(language)?.[1] ?? '';
  return LETTER_REGIONS.includes(region) ? 'letter' : 'a4';
}

export function rememberPaper(paper: Paper): void {
  remember(KEY, paper);
}

/** What goes on paper. */
export const CONTENTS = {
  match: 'The match list',
  roster: 'The roster',
  both: 'The match list and the roster',
} as const;
export type Contents = keyof typeof CONTENTS;
