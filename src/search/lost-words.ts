/** The longest query, as the search form has it. */
const MOST = 60;

/** The words of an address that leads nowhere, as somebody would search for them: without dates, endings and numbers. Empty where it has none. */
export function wordsOf(path: string): string {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // Broken encoding: what is left in Latin letters may still be words.
    text = path.replace(/%[0-9a-f]{2}/gi, ' ');
  }
  const han = text.match(/\p{Script=Han}+/gu) ?? [];
  // Latin words of our addresses name columns and ids; they are searched for only by whoever has nothing else to go by.
  const latin = text.replace(/\.\w{2,5}$/, '').match(/[a-z]{3,}/gi) ?? [];
  const known = new Set(['news', 'policies', 'notices', 'services', 'tasks', 'pages', 'media', 'index', 'search', 'html', 'http', 'https', 'www']);
  const words = han.length > 0 ? han : latin.filter((word) => !known.has(word.toLowerCase()));
  return words.join(' ').slice(0, MOST).trim();
}
