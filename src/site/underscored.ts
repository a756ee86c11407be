import type { AstroIntegration } from 'astro';

/** Files whose names begin with an underscore, as hosts want them; Astro makes no route of such a file by itself. */
const ROUTES = { '/_redirects': 'static', '/_redirects.nginx': 'nginx', '/_redirects.caddy': 'caddy' };

export function underscored({ root }: { root: string }): AstroIntegration {
  return {
    name: 'yunduan:underscored',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        for (const [pattern, name] of Object.entries(ROUTES)) injectRoute({ pattern, entrypoint: `${root}src/pages/_redirects/${name}.ts` });
      },
    },
  };
}
