/** Kinds of long calculations. */
export type JobKind = 'lab' | 'opinion';
export type JobStatus = 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
