/** Kinds of long calculations. */
export type JobKind = 'lab' | 'opinion' | 'robustness';
export type JobStatus = 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
