/** What is kept of a problem: the file that was brought, and the result's. */
export type ProblemFileKind = 'problem' | 'result';
