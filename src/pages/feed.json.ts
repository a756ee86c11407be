import type { APIRoute } from 'astro';
import { asJson, siteFeed } from '../feeds/feed.ts';

export const GET: APIRoute = () => asJson(siteFeed());
