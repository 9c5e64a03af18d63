/** Names that only differ in case or in spaces around them would be mistaken for each other. */
const folded = (name: string) => name.trim().toLocaleLowerCase('en');

export function isTaken(name: string, taken: readonly string[]): boolean {
  return taken.some((other) => folded(other) === folded(name));
}

/** The first free of "Draft 1", "Draft 2" and so on, counted from the number of names there are. */
export function freeName(taken: readonly string[]): string {
  let number = taken.length + 1;
  while (isTaken(`Draft ${number}`, taken)) number += 1;
  return `Draft ${number}`;
}

/** The name itself where it is free, else the first free of "Name 2", "Name 3" and so on. */
export function freeNameLike(name: string, taken: readonly string[]): string {
  if (!isTaken(name, taken)) return name;
  let number = 2;
  while (isTaken(`${name} ${number}`, taken)) number += 1;
  return `${name} ${number}`;
}
