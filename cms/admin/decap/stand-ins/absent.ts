/**
 * Stands in for what Decap bundles and this desk never uses: TOML, a second YAML, WebP encoders (the desk makes the
 * variants of an image). Whoever calls for it after all is told so.
 */
function absent(): never {
  throw new Error('This part of Decap is left out of the desk (cms/admin/left-out.ts)');
}

export default Object.assign(absent, { toToml: absent });
export { absent as decode, absent as encode, absent as safeDump, absent as safeLoad };
