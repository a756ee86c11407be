import { hash } from 'node:crypto';

/** What is written on the picture with which a page is passed on. */
export interface ShareCard {
  /** The site's name. */
  site: string;
  /** The column, where the page is of one. */
  label?: string;
  title: string;
}

/** Pixels, as those who show such pictures ask for them. */
export const CARD = { width: 1200, height: 630 } as const;
/** Where they lie; their addresses begin so. */
export const CARDS = '/cards/';
/** Shown until a card is drawn, and where the font lacks a character: the same picture without words. */
export const DEFAULT_CARD = '/cards/default.png';
/** Change it when a card is drawn otherwise: then all have other addresses. */
const DESIGN = '1';

/** The public address of a card: it follows from what is written on it, so pages name it before it is drawn, and browsers keep it for ever. */
export const cardAddress = ({ site, label = '', title }: ShareCard): string => `${CARDS}${hash('sha256', JSON.stringify([DESIGN, site, label, title])).slice(0, 24)}.png`;
