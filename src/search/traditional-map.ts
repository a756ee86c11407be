/** Traditional characters and, at the same places, their simplified forms. */
export interface TraditionalMap {
  traditional: string;
  simplified: string;
}

/** Turns the map into the function that queries are simplified with. */
export function simplifier({ traditional, simplified }: TraditionalMap): (text: string) => string {
  const map = new Map([...traditional].map((character, index) => [character, simplified[index]!]));
  return (text) => [...text].map((character) => map.get(character) ?? character).join('');
}
