/** Letters and signs of Tibetan, with the blanks between their phrases. */
export const TIBETAN = /[\u0f00-\u0fff]+(?:\s+[\u0f00-\u0fff]+)*/u;

/** The language of a text that is not Chinese, as `lang` says it: only Tibetan has an alphabet of its own here, and the text tells it. */
export const languageOf = (text: string | undefined): 'bo' | undefined => (text !== undefined && TIBETAN.test(text) && !/\p{Script=Han}/u.test(text) ? 'bo' : undefined);
