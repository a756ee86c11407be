const SVG = 'http://www.w3.org/2000/svg';

/** A bell in the thickness of Decap's own icons. */
export function bellIcon(): SVGSVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: '22', height: '22', fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' })) icon.setAttribute(name, value);
  for (const d of ['M5 17h14c-1.3-1.4-2-3-2-6a5 5 0 0 0-10 0c0 3-.7 4.6-2 6z', 'M10 20.5a2.2 2.2 0 0 0 4 0', 'M12 3.5V6']) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    icon.append(path);
  }
  return icon;
}
