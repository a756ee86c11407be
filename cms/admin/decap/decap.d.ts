/** Decap's packages ship no types but for the core; as much of them as is used here. */
declare module 'decap-cms-widget-*' {
  const widget: { Widget: (options?: object) => import('decap-cms-core').CmsWidgetParam };
  export default widget;
}

declare module 'decap-cms-locales' {
  type Phrases = { readonly [key: string]: string | Phrases };
  export const en: Phrases;
  export const zh_Hans: Phrases;
}

declare module '*?url' {
  const address: string;
  export default address;
}

declare module '*.css';
