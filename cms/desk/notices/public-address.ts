import { parse } from 'yaml';
import { MAIN, type Store } from '../store/store.ts';

/** The site's own address as its settings have it, such as `https://www.example.org`: the only source of absolute addresses. */
export async function publicAddress(store: Pick<Store, 'file'>): Promise<string | undefined> {
  const file = await store.file(MAIN, 'content/settings/site.yml');
  try {
    const { address } = parse(file?.bytes.toString('utf8') ?? '') as { address?: unknown };
    return typeof address === 'string' && /^https?:\/\/[^\s/]+$/.test(address) ? address : undefined;
  } catch {
    // What is pushed may be anything; a message goes without its link then.
    return undefined;
  }
}
