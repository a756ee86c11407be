import { describe, expect, it } from 'vitest';
import { mediaFolder, mediaPublicPath } from './media-path.ts';

describe('where uploads lie', () => {
  it('is the month in China', () => {
    expect(mediaFolder(new Date('2026-12-31T15:59:59Z'))).toBe('content/media/2026/12');
    expect(mediaFolder(new Date('2026-12-31T16:00:00Z'))).toBe('content/media/2027/01');
  });

  it('is named by entries without the repository’s folder', () => {
    expect(mediaPublicPath('content/media/2026/11/a.png')).toBe('/media/2026/11/a.png');
  });
});
