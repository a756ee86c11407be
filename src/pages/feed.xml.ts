import type { APIRoute } from 'astro';
import { asRss, siteFeed } from '../feeds/feed.ts';

export const GET: APIRoute = () => asRss(siteFeed());
