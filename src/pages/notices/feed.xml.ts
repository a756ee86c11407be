import type { APIRoute } from 'astro';
import { asRss, columnFeed } from '../../feeds/feed.ts';

export const GET: APIRoute = () => asRss(columnFeed('notices'));
