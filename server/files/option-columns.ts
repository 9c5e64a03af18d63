import { compactLabel } from './labels.ts';

/** Headers and rows of equal width. */
export interface Columns {
  headers: string[];
  rows: string[][];
}

/** Columns of one question, each for one option: "Topics [Leadership]", "Topics [Advocacy]". */
interface Question {
  header: string;
  columns: number[];
  options: string[];
}

const BRACKETED = /^(.*\S)\s*\[([^[\]]+)\]$/su;
const OTHER = /^other\b/iu;
const TICK = /^(?:1|x|yes|true|checked|selected|✓)$/iu;
const UNTICKED = /^(?:0|no|false|unchecked|not selected)$/iu;
const RANK = /^\d{1,2}$/u;

/**
 * Joins the columns of a question whose cells say only whether, or at which rank, their option was chosen, into one column
 * of options joined by "; ". Columns that hold answers of their own (first name, last name) stay as they are.
 */
export function joinOptionColumns(table: Columns): Columns & { notes: string[] } {
  const joined = questionsOf(table.headers).filter((question) => holdsChoices(question, table.rows));
  const replaced = new Map(joined.map((question) => [question.columns[0] ?? -1, question]));
  const dropped = new Set(joined.flatMap((question) => question.columns.slice(1)));
  const kept = table.headers.map((_, column) => column).filter((column) => !dropped.has(column));
  return {
    headers: kept.map((column) => replaced.get(column)?.header ?? table.headers[column] ?? ''),
    rows: table.rows.map((row) =>
      kept.map((column) => {
        const question = replaced.get(column);
        return question ? joinAnswers(question, row) : (row[column] ?? '');
      }),
    ),
    notes: joined.map(
      (question) =>
        `"${question.header}" has ${question.columns.length} columns, one an option; they were joined.`,
    ),
  };
}

function questionsOf(headers: readonly string[]): Question[] {
  const questions = new Map<string, Question>();
  for (const [column, text] of headers.entries()) {
    const [, header, option] = BRACKETED.exec(text) ?? [];
    if (header === undefined || option === undefined) continue;
    const question = questions.get(header) ?? { header, columns: [], options: [] };
    question.columns.push(column);
    question.options.push(option);
    questions.set(header, question);
  }
  return [...questions.values()].filter((question) => question.columns.length > 1);
}

/** True where every cell names its own option, ticks it or ranks it; a column for "Other" may say anything. */
function holdsChoices(question: Question, rows: readonly string[][]): boolean {
  let chosen = 0;
  for (const row of rows) {
    for (const [index, column] of question.columns.entries()) {
      const cell = (row[column] ?? '').trim();
      const option = question.options[index] ?? '';
      if (cell === '' || OTHER.test(option)) continue;
      if (!isChoice(cell, option)) return false;
      chosen += 1;
    }
  }
  return chosen > 0;
}

function isChoice(cell: string, option: string): boolean {
  return (
    compactLabel(cell) === compactLabel(option) || TICK.test(cell) || UNTICKED.test(cell) || RANK.test(cell)
  );
}

function joinAnswers(question: Question, row: readonly string[]): string {
  const chosen: { rank: number; text: string }[] = [];
  for (const [index, column] of question.columns.entries()) {
    const cell = (row[column] ?? '').trim();
    const option = question.options[index] ?? '';
    if (cell === '' || UNTICKED.test(cell)) continue;
    const rank = RANK.test(cell) ? Number(cell) : 1;
    chosen.push({ rank, text: isChoice(cell, option) ? option : `Other: ${cell}` });
  }
  // Stable: options that were only ticked keep the order of the columns.
  return chosen
    .sort((a, b) => a.rank - b.rank)
    .map((choice) => choice.text)
    .join('; ');
}
