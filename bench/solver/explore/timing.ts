import { median } from '../../median.ts';

/** How long one question to an optimal match takes. */
export interface ExploreTiming {
  readonly question: string;
  readonly instance: string;
  /** What exactly was asked, and how large the answer was. */
  readonly asked: string;
  readonly runs: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

/** Asks a few times unmeasured, then once each; the questions may all be the same. */
export function timedQuestions(
  warmUp: number,
  questions: readonly (() => unknown)[],
): Pick<ExploreTiming, 'runs' | 'medianMs' | 'slowestMs'> {
  for (const ask of questions.slice(0, warmUp)) ask();
  const times = questions.map((ask) => {
    const begun = performance.now();
    ask();
    return performance.now() - begun;
  });
  return { runs: times.length, medianMs: median(times), slowestMs: Math.max(...times) };
}
