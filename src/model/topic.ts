const LETTERS = 8;
const known = new Map<string, string>();

/**
 * The short name of a topic (主题词) in addresses: eight letters and digits of its FNV-1a hash. A topic is any text, and what an address,
 * a file system and a web server each make of Chinese, `+`, `/` or `%` differs (decision 0020). Two of a thousand topics share
 * one name with a probability of one in five million; then the first of them has the page. A name once made is remembered.
 */
export function topicId(topic: string): string {
  let id = known.get(topic);
  if (id === undefined) known.set(topic, (id = made(topic)));
  return id;
}

function made(topic: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(topic)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return (hash % 36n ** BigInt(LETTERS)).toString(36).padStart(LETTERS, '0');
}
