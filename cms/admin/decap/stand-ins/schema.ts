/**
 * Stands in for ajv, ajv-keywords and ajv-errors, with which Decap judges its configuration in the browser: they write
 * functions as text, which `script-src 'self'` forbids. `config.test.ts` judges the configuration with the real ones.
 */
export default function Ajv() {
  return { validate: () => true, errors: null };
}

const keyword = () => {};
export { keyword as instanceof, keyword as prohibited, keyword as select, keyword as uniqueItemProperties };
