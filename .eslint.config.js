import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

export default ts.config(
  {
    ignores: ['node_modules/', 'web/dist/', 'data/', 'bench/results/'],
  },
  {
    // AssemblyScript is not TypeScript: nothing of it is read. Were it ignored, eslint would warn whenever such a file is named.
    files: ['solver/engines/flow/assignment/wasm/**'],
    processor: { preprocess: () => [], postprocess: () => [] },
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      // Flat typed arrays are read at indices that the loop has bounded; `as number` says so without a run-time check.
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['solver/**'],
    languageOptions: { globals: {} },
    rules: {
      'no-restricted-globals': [
        'error',
        'performance',
        'process',
        'window',
        'document',
        'setTimeout',
        'Date',
        'fetch',
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['web/**'],
    languageOptions: { globals: { ...globals.browser } },
    rules: { 'svelte/no-at-html-tags': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
);
