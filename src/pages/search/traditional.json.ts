import type { APIRoute } from 'astro';
import { traditionalMap } from '../../search/traditional.ts';

/** The traditional characters that a query may hold; the search client fetches it at the first query. */
export const GET: APIRoute = () => Response.json(traditionalMap());
