import { fileURLToPath } from 'node:url';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Packages that the bundle has something else for, whole module names only. */
export const leftOut = [
  ...['ajv', 'ajv-keywords/dist/keywords', 'ajv-errors'].map((name) => ({ name, instead: here('stand-ins/schema.ts') })),
  ...['@iarna/toml/parse-string', 'tomlify-j0.4', 'js-yaml', '@jsquash/webp'].map((name) => ({ name, instead: here('stand-ins/absent.ts') })),
  { name: 'fuzzy', instead: here('fuzzy.ts') },
].map(({ name, instead }) => ({ find: new RegExp(`^${name.replace(/[/.]/g, '\\$&')}$`), replacement: instead }));
