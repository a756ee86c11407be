import { CARD } from './card.ts';

/** The site's colours, as `src/styles/tokens.css` has them for the light theme. */
export const COLOURS = {
  paper: '#fbf6ec', ink: '#2b211b', cinnabarDeep: '#8c2316', onCinnabar: '#fff8ec', cinnabar: '#a32a1c', lapisDeep: '#17375f', gold: '#c2912f', snow: '#fffaf0', peak: '#a6b9d6', shade: '#88a1c8', range: '#3c659f', sky: '#fbf1dc',
} as const;
const { paper, cinnabarDeep, cinnabar, gold, snow, peak, shade, range, sky } = COLOURS;

/** A cloud of thangkas: a long flat foot and three curls to each side, drawn in one stroke each. */
const cloud = (x: number, y: number, scale: number): string => {
  const curl = (at: number, height: number, r: number, turn: 0 | 1) => {
    const way = turn ? 1 : -1;
    return `<path d="M${at} ${height}a${r} ${r} 0 0 ${turn} ${way * 2 * r} 0a${r * 0.7} ${r * 0.7} 0 0 ${turn} ${way * -1.4 * r} 0a${r * 0.49} ${r * 0.49} 0 0 ${turn} ${way * 0.98 * r} 0a${r * 0.34} ${r * 0.34} 0 0 ${turn} ${way * -0.68 * r} 0"/>`;
  };
  const curls = [[-73, 0, 11], [-55, -4, 15], [-36, -11, 20]].map(([at, height, r]) => curl(at!, height!, r!, 1) + curl(-at!, height!, r!, 0)).join('');
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="${snow}" stroke="${gold}" stroke-width="1.6"><path d="M-120 9Q-60-2 0-2T120 9Q0 16-120 9z"/>${curls}</g>`;
};

/** The petals along the mounting's edge. */
const petals = `<pattern id="petals" width="50" height="20" patternUnits="userSpaceOnUse" patternTransform="translate(0 92)"><path fill="#6d180e" d="M0 0h50v20H0z"/>
<g stroke="#d6a94d" stroke-width="1.25"><path fill="#b5402f" d="M-21 21C-21 10-11 10 0 1C11 10 21 10 21 21zM29 21C29 10 39 10 50 1C61 10 71 10 71 21z"/><path fill="#24508f" d="M5 21C5 12 15 12 25 4C35 12 45 12 45 21z"/></g>
<path fill="#e5c377" d="M16 21C16 16 20 15 25 11C30 15 34 16 34 21z"/></pattern>`;

/** The picture without words: a scroll's mounting above, the plateau at dawn below. Drawn for this site after the landscapes of Regong thangkas. */
export const background = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 1200 630"><defs>${petals}
<linearGradient id="air" x1="0" y1="0" x2="0" y2="1"><stop offset=".45" stop-color="${paper}"/><stop offset="1" stop-color="${sky}"/></linearGradient></defs>
<path fill="url(#air)" d="M0 0h1200v630H0z"/>
<circle cx="1010" cy="500" r="74" fill="none" stroke="${gold}" opacity=".6"/><circle cx="1010" cy="500" r="58" fill="${snow}" stroke="${gold}" stroke-width="1.5"/>
${cloud(898, 496, 0.62)}${cloud(1118, 462, 0.5)}
<path fill="${peak}" d="M0 572l60-26l52-22l64 34l70-38l58 28l74-44l82 52l66-24l70-40l58 30l72-32l60 38l84-50l72 44l58-22l70-42l68 40l62-18v176H0z"/>
<path fill="${shade}" d="M112 524l64 34l34 62H96l14-50zM378 508l82 52l30 60H352l18-62zM596 496l66 34l34 80H566l20-70zM870 498l80 48l30 64H842l20-66zM1070 484l70 42l34 90H1040l22-78z"/>
<path fill="${snow}" d="M92 532l20-8l24 13l-14-2l-9 9l-10-8zM356 521l22-13l26 16l-15-2l-9 9l-11-9zM574 508l22-12l24 12l-13-1l-9 9l-11-9zM846 512l24-14l24 15l-14-2l-9 9l-11-9zM1046 498l24-14l24 14l-14-1l-9 9l-11-9z"/>
<path fill="${range}" stroke="#d6a94d" stroke-width="1.2" d="M-2 588l70-14l64 12l84-20l76 16l92-12l80 18l86-20l74 10l90 14l78-22l84 16l92-8l72 14l86-18l78 12v66H-2z"/>
<path fill="${cinnabar}" stroke="#d6a94d" stroke-width="1.2" d="M-2 606l44-6l24 10l88 4l110-2l140 5l180-2l170 4l160-6l120 3l60-12l70-4l38 8v30H-2z"/>
<path fill="${cinnabarDeep}" d="M0 0h1200v92H0z"/><path fill="url(#petals)" d="M0 92h1200v20H0z"/><path stroke="#d6a94d" d="M0 112.5h1200"/></svg>`;
