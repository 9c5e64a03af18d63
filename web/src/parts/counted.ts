/** Made once: a format of its own for every number is the dearest part of a sentence under a moving thumb. */
const WHOLE = new Intl.NumberFormat('en');

/** "1,200" */
export function numberWords(count: number): string {
  return WHOLE.format(count);
}

/** A count with its noun: "no mentors", "1 mentor", "1,200 mentors". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  if (count === 0) return `no ${plural}`;
  return `${numberWords(count)} ${count === 1 ? noun : plural}`;
}
