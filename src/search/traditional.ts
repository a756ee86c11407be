import dictionary from 'opencc-js/dict/TSCharacters';
import type { TraditionalMap } from './traditional-map.ts';

/**
 * OpenCC's single characters, without those that simplified text uses itself: 乾 in 乾坤, 吒 in 哪吒 (they are in GB 2312).
 * Five that GB 2312 holds for names only are nearly always typed as traditional ones.
 */
export function traditionalMap(): TraditionalMap {
  const kept = new Set('後於徵夥麽');
  const own = gb2312();
  const pairs = dictionary.split('|').map((pair) => pair.split(' ') as [string, string])
    .filter(([from, to]) => from !== to && from.length === 1 && to.length === 1 && (!own.has(from) || kept.has(from)));
  return { traditional: pairs.map(([from]) => from).join(''), simplified: pairs.map(([, to]) => to).join('') };
}

/** The Han characters of GB 2312, read from the decoder of its superset. */
function gb2312(): Set<string> {
  const decoder = new TextDecoder('gbk');
  const found = new Set<string>();
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) found.add(decoder.decode(Uint8Array.of(row, cell)));
  }
  return found;
}
