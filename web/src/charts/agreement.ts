/** In how many places the sets agree in one way. */
export interface AgreementPattern {
  readonly key: string;
  /** For each set the number of its side, from 0: sets with the same number agree. */
  readonly sides: readonly number[];
  readonly count: number;
}

/** "all agree", "A and B agree; C differs", "all differ". */
export function agreementWords(sets: readonly string[], sides: readonly number[]): string {
  const groups = [...Map.groupBy(sets.keys(), (at) => sides[at]).values()].map((members) =>
    members.map((at) => sets[at] as string),
  );
  if (groups.length === 1) return 'all agree';
  if (groups.length === sets.length) return 'all differ';
  const [agreeing, alone] = [
    groups.filter(({ length }) => length > 1),
    groups.filter(({ length }) => length === 1),
  ];
  const together = agreeing.map((names) => `${names.join(' and ')} agree`);
  const apart = alone.flat();
  if (apart.length > 0) together.push(`${apart.join(' and ')} ${apart.length === 1 ? 'differs' : 'differ'}`);
  return together.join('; ');
}
