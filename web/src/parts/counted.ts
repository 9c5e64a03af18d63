/** A count with its noun: "no mentors", "1 mentor", "1,200 mentors". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  if (count === 0) return `no ${plural}`;
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}
