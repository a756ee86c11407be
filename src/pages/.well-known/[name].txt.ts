import type { APIRoute } from 'astro';
import { securityContact } from '../../feeds/robots.ts';
import { staticPaths } from '../../queries/ask.ts';

export const getStaticPaths = staticPaths('/.well-known/[name].txt');
export const GET: APIRoute = ({ params }) => (params['name'] === 'security' ? securityContact() : new Response(null, { status: 404 }));
