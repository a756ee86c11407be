import { ending } from '../../../src/model/media.ts';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', mjs: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8', txt: 'text/plain; charset=utf-8', svg: 'image/svg+xml',
  jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', avif: 'image/avif', ico: 'image/x-icon', woff2: 'font/woff2',
  wasm: 'application/wasm', pdf: 'application/pdf', zip: 'application/zip', webmanifest: 'application/manifest+json',
};

/** The media type of a public path by its ending. */
export const typeOf = (path: string): string => TYPES[ending(path)] ?? 'application/octet-stream';
