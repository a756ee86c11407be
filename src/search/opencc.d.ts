/** The package's dictionaries have no types of their own: pairs `from to`, separated by `|`. */
declare module 'opencc-js/dict/TSCharacters' {
  const dictionary: string;
  export default dictionary;
}
