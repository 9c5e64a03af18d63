/** A worker whose module fails before it can answer anything, as where an engine's file is missing. */
throw new Error('this module cannot be loaded');
