import { PROBLEM_LIMITS, storedProblemSchema } from '#solver/contract/api/problems.ts';
import type { StoredProblem } from '#solver/contract/api/problems.ts';

/** Brings a problem file to a service in parts of so many bytes, as a browser does, and hands it to the workers. */
export async function bringProblem(
  origin: string,
  file: Uint8Array<ArrayBuffer>,
  { name = 'a file', partBytes = PROBLEM_LIMITS.partBytes } = {},
): Promise<StoredProblem> {
  const begun = await send(`${origin}/api/problems`, 'POST', JSON.stringify({ name }));
  const { id } = storedProblemSchema.parse(await begun.json());
  const parts = Math.ceil(file.length / partBytes);
  for (let part = 0; part < parts; part += 1) {
    const content = file.subarray(part * partBytes, (part + 1) * partBytes);
    await send(`${origin}/api/problems/${id}/parts/${part}`, 'PUT', content, 'application/octet-stream');
  }
  const handed = await send(`${origin}/api/problems/${id}/solve`, 'POST', JSON.stringify({ parts }));
  return storedProblemSchema.parse(await handed.json());
}

async function send(
  url: string,
  method: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<Response> {
  const reply = await fetch(url, { method, headers: { 'content-type': type }, body });
  if (!reply.ok) throw new Error(`${method} ${url}: ${await reply.text()}`);
  return reply;
}
