const ADDRESS = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:".]{2,}$/u;
/** Longest address (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
const LONGEST = 254;

export function isEmail(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text);
}

/** The address within "Ana Ruiz <ana@x.org>" or "mailto:ana@x.org"; other text as it is. */
export function bareEmail(text: string): string {
  const inside = /<([^<>]+)>\s*$/u.exec(text)?.[1] ?? text;
  return inside
    .trim()
    .replace(/^mailto:/iu, '')
    .normalize('NFKC');
}
