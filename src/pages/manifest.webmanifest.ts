import type { APIRoute } from 'astro';
import { manifest } from '../feeds/manifest.ts';

export const GET: APIRoute = () => manifest();
