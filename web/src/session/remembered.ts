/** Asks for each thing once; for what never changes. A question that failed is asked again. */
export function remembered<Thing>(ask: (id: string) => Promise<Thing>): (id: string) => Promise<Thing> {
  const answers = new Map<string, Promise<Thing>>();
  return (id) => {
    const known = answers.get(id);
    if (known) return known;
    const answer = ask(id);
    answers.set(id, answer);
    answer.catch(() => answers.delete(id));
    return answer;
  };
}
