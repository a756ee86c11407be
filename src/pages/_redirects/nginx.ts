import type { APIRoute } from 'astro';
import { nginxRedirects } from '../../feeds/redirects.ts';

export const GET: APIRoute = () => nginxRedirects();
