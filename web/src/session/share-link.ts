import type { Policy } from '#solver/contract/policy/policy.ts';

/** What a link to the Bench restores. */
export interface SharedState {
  /** The people as they were when it was made. */
  cohortVersion: number;
  policy: Policy;
}

/** Links longer than this come from nobody's bench; nor does what they would unpack to. */
const MOST_CHARACTERS = 200_000;
const MOST_BYTES = 20_000_000;
const DAMAGED = 'The link is damaged: copy it again, from its first to its last character.';

/** The state as text for an address: JSON, deflated (RFC 1951), in the base64 of addresses (RFC 4648, section 5). */
export async function packState(state: SharedState): Promise<string> {
  const bytes = await through(new Blob([JSON.stringify(state)]), new CompressionStream('deflate-raw'));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What `packState` packed; what the policy says is for the service to judge. Throws an Error with a sentence for the reader. */
export async function unpackState(text: string): Promise<SharedState> {
  if (text.length > MOST_CHARACTERS) throw new Error(DAMAGED);
  const state = await parsed(text);
  const isState =
    typeof state === 'object' &&
    state !== null &&
    'policy' in state &&
    'cohortVersion' in state &&
    typeof state.cohortVersion === 'number';
  if (!isState) throw new Error(DAMAGED);
  return state as SharedState;
}

async function parsed(text: string): Promise<unknown> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json = await through(new Blob([bytes]), new DecompressionStream('deflate-raw'));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}

async function through(blob: Blob, change: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = blob.stream().pipeThrough(change).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new Error(DAMAGED);
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
