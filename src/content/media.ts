/** An image's size after turning by EXIF, in pixels. */
export interface ImageFacts {
  width: number;
  height: number;
  transparent: boolean;
}

/** An upload: its public address, its version, and, of an image, its size. */
export interface Media {
  path: string;
  address: string;
  version: string;
  bytes: number;
  /** Lower-case ending without its dot. */
  kind: string;
  image?: ImageFacts;
}
