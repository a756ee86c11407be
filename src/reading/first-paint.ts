/** What a reader can choose. Without a choice the page follows the system. */
export type Theme = 'light' | 'dark' | 'contrast' | 'elder';

/** The colour of the browser's own frame (`theme-color`), by theme: the masthead's, `--cinnabar-deep` in `src/styles/themes.css`. */
export const FRAMES: Readonly<Record<Theme, string>> = { light: '#8c2316', dark: '#5c1b10', contrast: '#000', elder: '#8c2316' };

/**
 * The one inline script of every page, to the byte: what the reader has chosen stands on `<html>` before anything is painted.
 * `data-js` shows what works by script only, so that nothing moves when the scripts come. Storage may be forbidden: then nothing
 * is remembered. `src/policy.ts` lets it in by its hash, which is computed from this very text.
 */
export const FIRST_PAINT =
  `(d=>{var s,c,a=d.dataset;a.js="";try{s=localStorage;if(s.theme)a.theme=s.theme;if(s.size)a.size=s.size}catch(e){}` +
  `if(c=${JSON.stringify(FRAMES).replaceAll(/"(\w+)":/g, '$1:')}[a.theme])document.querySelectorAll("[name=theme-color]").forEach(m=>m.content=c)})(document.documentElement)`;
