import type { APIRoute } from 'astro';
import { caddyRedirects } from '../../feeds/redirects.ts';

export const GET: APIRoute = () => caddyRedirects();
