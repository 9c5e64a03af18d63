const WIDTH = 140;

/** JSON that a person can read: a value stays on one line where it fits, a place always does, and lists of words are filled. */
export function layOut(value: unknown, indent = ''): string {
  const flat = onOneLine(value);
  const fits = flat.length + indent.length <= WIDTH;
  if (fits || typeof value !== 'object' || value === null || 'latitude' in value) return flat;
  const deeper = `${indent}  `;
  if (!Array.isArray(value)) {
    const members = Object.entries(value).map(
      ([key, item]) => `${deeper}${JSON.stringify(key)}: ${layOut(item, deeper)}`,
    );
    return `{\n${members.join(',\n')}\n${indent}}`;
  }
  const lines = value.every((item) => typeof item === 'string')
    ? filled(
        value.map((item) => JSON.stringify(item)),
        WIDTH - deeper.length,
      )
    : value.map((item) => layOut(item, deeper));
  return `[\n${lines.map((line) => deeper + line).join(',\n')}\n${indent}]`;
}

/** The words in lines of at most `width`, joined by commas. */
function filled(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 2 <= width)
      lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
