/** One word of the command line. */
export interface Command {
  readonly name: string;
  /** What may follow the name. */
  readonly synopsis: string;
  /** What it does, in one line. */
  readonly purpose: string;
  /** What `--help` tells beside these words, where that is more than the line above. */
  help?(words: readonly string[]): string;
  /** Gives the exit code; throws a MileError for bad input. */
  run(words: readonly string[]): Promise<number>;
}
