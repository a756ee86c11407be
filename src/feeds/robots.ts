import { expiryOf, settingOf } from '../queries/ask.ts';

const lines = (...text: string[]): Response => new Response(`${text.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });

/** What robots may read (RFC 9309): everything but the desk's own pages, or nothing at all. */
export function robots(): Response {
  const { address, closed } = settingOf('site');
  return closed ? lines('User-agent: *', 'Disallow: /') : lines('User-agent: *', 'Disallow: /admin/', '', `Sitemap: ${address}/sitemap.xml`);
}

/** Whom to tell of a security problem (RFC 9116). 404 where the settings name nobody. */
export function securityContact(): Response {
  const { address, security } = settingOf('site');
  if (!security) return new Response(null, { status: 404 });
  return lines(`Contact: ${security}`, `Expires: ${expiryOf()}`, 'Preferred-Languages: zh', `Canonical: ${address}/.well-known/security.txt`);
}
