import { decapCollections } from '../../../src/model/decap.ts';
import { mediaFolder, mediaPublicPath } from '../backend/media-path.ts';

export interface ConfigurationOptions {
  /** The site's address as the browser has it, such as `https://www.example.org`. */
  origin: string;
  /** The picture at the top left. */
  logo: string;
  /** Decides the month's folder for uploads. */
  now: Date;
}

/** Decap's configuration. The collections are the model's; the rest is here. */
export function configuration({ origin, logo, now }: ConfigurationOptions): Record<string, unknown> {
  const folder = mediaFolder(now);
  return {
    load_config_file: false,
    locale: 'zh_Hans',
    site_url: `${origin}/`,
    display_url: origin,
    logo: { src: logo, show_in_header: true },
    backend: { name: 'desk', branch: 'main' },
    publish_mode: 'editorial_workflow',
    // The link of Decap's error page would carry the configuration to its issue list; behind a hash it goes nowhere.
    issue_reports: { url: '/admin/#' },
    show_preview_links: false,
    editor: { preview: false },
    media_folder: folder,
    public_folder: mediaPublicPath(folder),
    // Only ids made of a date reach a file name; `ascii` makes sure of it.
    slug: { encoding: 'ascii', clean_accents: true, sanitize_replacement: '-' },
    collections: decapCollections(),
  };
}
