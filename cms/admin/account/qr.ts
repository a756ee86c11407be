import { element } from '../dialogs/dialog.ts';

/** A picture that a telephone reads a link from. Drawn in the browser: the secret in it goes nowhere. Fetched only when it is asked for. */
export async function qrCode(link: string): Promise<HTMLImageElement> {
  const { encodeQR } = await import('qr');
  // Four modules of white around it, as ISO/IEC 18004 wants.
  const svg = encodeQR(link, 'svg', { border: 4, ecc: 'medium' });
  return element('img', { class: 'qr', src: `data:image/svg+xml,${encodeURIComponent(svg)}`, alt: '二维码：用手机上的验证器扫它', width: '224', height: '224' });
}
