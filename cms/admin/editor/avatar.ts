/**
 * The last sign of a name in a circle, as the address of a picture: at the top right Decap shows a picture, and nothing
 * else, of who is signed in.
 */
export function avatar(name: string): string {
  // The sign as a number, so that no name can be markup.
  const sign = `&#${([...name].at(-1) ?? '人').codePointAt(0)};`;
  const fonts = 'PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif';
  const text = `<text x="16" y="21.5" font-family="${fonts}" font-size="15" text-anchor="middle" fill="#fff">${sign}</text>`;
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#9e2a2b"/>${text}</svg>`,
  )}`;
}
