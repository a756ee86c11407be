import type { APIRoute } from 'astro';
import { columnFeed } from '../../feeds/feed.ts';

export const GET: APIRoute = () => columnFeed('policies');
