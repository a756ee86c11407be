type Attributes = Readonly<Record<string, string | undefined>>;

const quoted = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** An element without content (`<meta>`, `<link>`) as text; nothing where one of its attributes has no value. */
export function tag(name: 'meta' | 'link', attributes: Attributes): string {
  let text = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (!value) return '';
    text += ` ${key}="${quoted(value)}"`;
  }
  return `${text}>`;
}
