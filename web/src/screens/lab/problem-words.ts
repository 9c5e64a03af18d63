import type { StoredProblem } from '#solver/contract/api/problems.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 });

/** How a problem file stands, in a few words. */
export function stateWords({ status, progress, answer, error }: StoredProblem): string {
  if (status === 'failed') return error?.message ?? 'It failed.';
  if (status === 'done' && answer) return answerWords(answer);
  if (status === 'running' && progress) {
    // Before the total is maximised the gap is one of another figure.
    const gap =
      progress.level === 'score' ? `, at most ${percent.format(progress.relativeGap)} below the best` : '';
    return `being solved; best so far: ${progress.matched.toLocaleString('en')} matched${gap}`;
  }
  return {
    arriving: 'not whole',
    waiting: 'waits for a worker',
    running: 'being solved',
    stopped: 'stopped',
    done: '',
  }[status];
}

function answerWords({ status, matched }: NonNullable<StoredProblem['answer']>): string {
  const found = `${(matched ?? 0).toLocaleString('en')} matched`;
  if (status === 'optimal') return `${found}, best possible, proven`;
  if (status === 'feasible') return `${found}, not proven best`;
  return status === 'infeasible' ? 'no match holds, proven' : 'nothing found in time';
}

/** What the independent checker says. */
export function checkWords({ answer }: StoredProblem): string {
  if (!answer) return '–';
  const { proven, reason } = answer.verification;
  if (reason !== null) return `✗ ${reason}`;
  return proven ? '✓ holds, proof included' : '✓ holds';
}

/** How large a problem is. */
export function extentWords({ bytes, answer }: StoredProblem): string {
  const megabytes = `${(bytes / 1e6).toLocaleString('en', { maximumSignificantDigits: 2 })} MB`;
  if (!answer) return megabytes;
  const { participants, mentors, pairs } = answer;
  return `${participants.toLocaleString('en')} × ${mentors.toLocaleString('en')}, ${pairs.toLocaleString('en')} pairs, ${megabytes}`;
}

/** From the file's first letter to the certified answer, in seconds. */
export function secondsOf({ answer }: StoredProblem): string {
  if (!answer) return '–';
  const { read, program, solve, certify } = answer.milliseconds;
  return ((read + program + solve + certify) / 1_000).toLocaleString('en', { maximumSignificantDigits: 3 });
}
