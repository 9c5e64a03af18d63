/** The JSON of a programme file; the service judges what is in it. Throws an Error with a sentence for the reader. */
export async function readProgrammeFile(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    throw new Error(
      `“${file.name}” is not a programme file. Choose a file that was exported from a programme.`,
    );
  }
}
