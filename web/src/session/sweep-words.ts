interface HowFar {
  done: number;
  of: number;
  secondsLeft: number | null;
}

/** "4,300 of 10,000 tried, about 12 s left"; `doneTo`: what is done to what is counted. */
export function sweepWords({ done, of, secondsLeft }: HowFar, doneTo: string): string {
  const counted = `${done.toLocaleString('en')} of ${of.toLocaleString('en')} ${doneTo}`;
  return secondsLeft === null ? counted : `${counted}, ${leftWords(secondsLeft)} left`;
}

/** "about 12 s" */
function leftWords(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))}\u00a0s`;
  return `about ${Math.round(seconds / 60).toLocaleString('en')}\u00a0min`;
}
