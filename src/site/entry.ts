import { createApp } from 'astro/app/entrypoint';

/** The compiled site's entry: `render.ts` loads it. */
export const app = createApp({ streaming: false });

// Whoever publishes must hear what a template threw; Astro would answer with an error page instead.
app.renderError = async (_request, { error, response, status }) => {
  if (error) throw error;
  return response ?? new Response(null, { status });
};
