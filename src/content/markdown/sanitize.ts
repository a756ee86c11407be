import sanitizeHtml from 'sanitize-html';

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    'a', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'figcaption', 'figure', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'img', 'li', 'mark', 'ol', 'p',
    'picture', 'pre', 's', 'section', 'source', 'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul',
  ],
  allowedAttributes: {
    '*': ['lang'],
    a: ['href', 'class', 'rel', 'id', 'aria-label'],
    div: ['class', 'role', 'aria-label', 'tabindex'],
    img: ['src', 'srcset', 'sizes', 'width', 'height', 'alt', 'loading', 'decoding'],
    source: ['type', 'srcset', 'sizes'],
    ol: ['start'], li: ['id', 'class'], section: ['class'], span: ['class'], sup: ['class'],
    td: ['class', 'colspan', 'rowspan'], th: ['class', 'scope', 'colspan', 'rowspan'],
    h2: ['id', 'class'], h3: ['id'], h4: ['id'], h5: ['id'], h6: ['id'],
  },
  allowedClasses: { a: ['out', 'alone', 'footnote-backref'], div: ['table'], span: ['visually-hidden'], sup: ['footnote-ref'], section: ['footnotes'], h2: ['footnotes-title'], li: ['footnote-item'], td: ['align-*'], th: ['align-*'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  selfClosing: ['img', 'br', 'hr', 'source'],
};

/** Keeps what the allow-list names and drops the rest; text is kept. Run only where the Markdown held raw HTML. */
export const sanitize = (html: string): string => sanitizeHtml(html, OPTIONS);
