/** 2026-03-04 10:00, 2026/3/4: nobody writes the day second after the year. */
const YEAR_FIRST = /^\d{4}([-/])\d{1,2}\1\d{1,2}(?!\d)/u;
/** Mar 4, 2026 or 4 March 2026. */
const MONTH_NAMED =
  /^(?=.*\b\d{4}\b)(?=.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)[\w\s,.:+-]+$/iu;

/**
 * When an application was sent, in milliseconds, where its text can be read in one way only; else NaN. 03/04/2026 is a day of March
 * or of April, and nothing in the file says which.
 */
export function submissionTime(text: string): number {
  const tidy = text.trim();
  return YEAR_FIRST.test(tidy) || MONTH_NAMED.test(tidy) ? Date.parse(tidy) : NaN;
}
