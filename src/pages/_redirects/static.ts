import type { APIRoute } from 'astro';
import { staticRedirects } from '../../feeds/redirects.ts';

export const GET: APIRoute = () => staticRedirects();
