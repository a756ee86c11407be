import type { APIRoute } from 'astro';
import { siteMapIndex } from '../feeds/site-map.ts';

export const GET: APIRoute = () => siteMapIndex();
