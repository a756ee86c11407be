import { expiryOf, settingOf } from '../queries/ask.ts';

const lines = (...text: string[]): Response => new Response(`${text.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

/** What robots may read (RFC 9309): everything but the desk's own pages, or nothing at all. */
export async function robots(): Promise<Response> {
  const { address, closed } = await settingOf('site');
  return closed ? lines('User-agent: *', 'Disallow: /') : lines('User-agent: *', 'Disallow: /admin/', '', `Sitemap: ${address}/sitemap.xml`);
}

/** Whom to tell of a security problem (RFC 9116). 404 where the settings name nobody. */
export async function securityContact(): Promise<Response> {
  const { address, security } = await settingOf('site');
  if (!security) return new Response(null, { status: 404 });
  return lines(`Contact: ${security}`, `Expires: ${await expiryOf()}`, 'Preferred-Languages: zh', `Canonical: ${address}/.well-known/security.txt`);
}
