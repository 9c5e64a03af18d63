import { sentenceOf } from '../../api/client.ts';

/** Something that is asked of the service once at a time; what it refuses is kept as a sentence. */
export class Deed {
  busy = $state(false);
  trouble = $state<string | undefined>();

  async run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = undefined;
    try {
      await work();
    } catch (error) {
      this.trouble = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
