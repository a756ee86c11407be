/**
 * Why the desk cannot work at this address, as a sentence, or null. Browsers keep `crypto.randomUUID` and
 * `crypto.subtle` for https and for the computer itself; Decap needs them.
 */
export function insecure(page: { crypto?: Partial<Crypto> | undefined }): string | null {
  if (typeof page.crypto?.randomUUID === 'function' && page.crypto.subtle) return null;
  return '编务台不能在这个网址上使用：浏览器只在 https 网址和本机上提供它需要的加密功能。请改用 https:// 开头的网址，或在服务器本机用 http://localhost 打开。';
}
