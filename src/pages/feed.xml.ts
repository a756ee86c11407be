import type { APIRoute } from 'astro';
import { siteFeed } from '../feeds/feed.ts';

export const GET: APIRoute = () => siteFeed();
