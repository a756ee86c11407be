import type { APIRoute } from 'astro';
import { siteMapPart } from '../../feeds/site-map.ts';
import { staticPaths } from '../../queries/ask.ts';

export const getStaticPaths = staticPaths('/sitemap/[part].xml');
export const GET: APIRoute = ({ params }) => siteMapPart(params['part'] ?? '');
