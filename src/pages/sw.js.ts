import type { APIRoute } from 'astro';
import { serviceWorker } from '../feeds/service-worker.ts';

export const GET: APIRoute = () => serviceWorker();
