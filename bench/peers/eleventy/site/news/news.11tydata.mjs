/** The data of every article. `fileSlug` would lose the date in its name. */
export default {
  layout: 'article.njk',
  tags: 'news',
  permalink: (/** @type {{ page: { inputPath: string } }} */ { page }) => `/news/${page.inputPath.replace(/^.*\/|\.md$/g, '')}/`,
};
