import type { APIRoute } from 'astro';
import { asJson, columnFeed } from '../../feeds/feed.ts';

export const GET: APIRoute = () => asJson(columnFeed('services'));
