import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import type { ParsedTokenInfo } from '@streamparser/json';
import { MileError } from '#solver/contract/errors.ts';
import { SCORE_LIMIT, problemFrameSchema } from '#solver/contract/problem.ts';
import type { Problem } from '#solver/contract/problem.ts';
import { issuesError } from '../../input-issues.ts';
import { NumberColumn } from './number-column.ts';

/** Numbers and strings are gathered in buffers of so many bytes. */
const NUMBER_BYTES = 64;
const STRING_BYTES = 4_096;
/** A column stands in the object of pairs, which stands in that of the file. */
const COLUMN_DEPTH = 3;

type ColumnName = 'participant' | 'mentor' | 'score';

/**
 * Reads a problem file bit by bit. Columns of pairs, which make up nearly all of a large file, become typed arrays at once; all else is small and is held
 * against the file's schema at the end. What the schema would say of indices is left to the solver, which looks at them again.
 * Throws INVALID_JSON and INVALID_PROBLEM.
 */
export class ProblemReader {
  readonly #columns: Readonly<Record<ColumnName, NumberColumn>> = {
    participant: new NumberColumn(),
    mentor: new NumberColumn(),
    score: new NumberColumn(),
  };
  readonly #tokenizer = new Tokenizer({ numberBufferSize: NUMBER_BYTES, stringBufferSize: STRING_BYTES });
  readonly #frame = new TokenParser({ paths: ['$'] });
  #found: unknown;
  /** Keys on the way to where the reader is; the text before a colon may be one. */
  readonly #way: (string | undefined)[] = [];
  #text: string | undefined;
  #column: NumberColumn | undefined;
  #isNumberNext = false;

  constructor() {
    this.#tokenizer.onToken = (token) => this.#take(token);
    this.#frame.onValue = ({ value }) => (this.#found = value);
  }

  write(bytes: Uint8Array): void {
    inJson(() => this.#tokenizer.write(bytes));
  }

  /** The whole of it. */
  end(): Problem {
    inJson(() => this.#tokenizer.end());
    if (!this.#frame.isEnded) throw notJson();
    const parsed = problemFrameSchema.safeParse(this.#found);
    if (!parsed.success) throw issuesError(parsed.error, 'INVALID_PROBLEM');
    const { participant, mentor, score } = this.#columns;
    const scores = score.values();
    const tooHigh = scores.find((value) => value > SCORE_LIMIT);
    if (tooHigh !== undefined) throw invalid(`A score is ${tooHigh}, and ${SCORE_LIMIT} is the most`);
    return {
      ...parsed.data,
      pairs: { participant: participant.values(), mentor: mentor.values(), score: scores },
    };
  }

  #take(token: ParsedTokenInfo): void {
    if (this.#column && token.token !== TokenType.RIGHT_BRACKET) this.#fill(this.#column, token);
    else this.#walk(token);
  }

  #fill(column: NumberColumn, { token, value }: ParsedTokenInfo): void {
    const isExpected = this.#isNumberNext ? token === TokenType.NUMBER : token === TokenType.COMMA;
    if (!isExpected || (token === TokenType.NUMBER && !column.push(value as number)))
      throw invalid(
        `Among the pairs stands ${JSON.stringify(value)}, where a whole number from 0 on belongs`,
      );
    this.#isNumberNext = !this.#isNumberNext;
  }

  /** What is no number of a column goes to the frame, which sees empty columns. */
  #walk(parsed: ParsedTokenInfo): void {
    this.#frame.write(parsed);
    const { token, value } = parsed;
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.#enter(token);
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#leave();
    else if (token === TokenType.STRING) this.#text = value as string;
    else if (token === TokenType.COLON) this.#way[this.#way.length - 1] = this.#text;
  }

  #enter(token: TokenType): void {
    const [first, second] = this.#way;
    this.#way.push(undefined);
    if (token !== TokenType.LEFT_BRACKET || this.#way.length !== COLUMN_DEPTH || first !== 'pairs') return;
    if (second !== 'participant' && second !== 'mentor' && second !== 'score') return;
    this.#column = this.#columns[second];
    this.#isNumberNext = true;
  }

  #leave(): void {
    if (this.#column && this.#isNumberNext && this.#column.length > 0)
      throw invalid('A column of pairs ends with a comma');
    this.#column = undefined;
    this.#way.pop();
  }
}

/** What the parser says quotes the file, which may name people. */
function inJson(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof MileError) throw error;
    throw notJson();
  }
}

function notJson(): MileError {
  return new MileError(
    'INVALID_JSON',
    'The file is not JSON in UTF-8, or ends too early. Send it again, whole and in order.',
  );
}

function invalid(complaint: string): MileError {
  return new MileError('INVALID_PROBLEM', `${complaint}. Correct the problem file and send it again.`);
}
