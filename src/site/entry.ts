import { createApp } from 'astro/app/entrypoint';

/** The compiled site's entry: `render.ts` loads it. */
export const app = createApp({ streaming: false });
