/** A worker whose module ends its thread while it is being loaded. */
process.exit(5);
