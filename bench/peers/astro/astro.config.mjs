// One project, measured twice: with Astro's defaults, and with its experimental incremental build.
import { defineConfig } from 'astro/config';
import { satteri } from '@astrojs/markdown-satteri';
import { figures } from './src/figures.mjs';

export default defineConfig({
  site: 'https://yunduan.example.org',
  trailingSlash: 'always',
  // Beside the project, not in the shared node_modules: two engines must not read each other's data.
  cacheDir: './.cache/',
  markdown: { processor: satteri({ mdastPlugins: [figures] }) },
  experimental: { incrementalBuild: process.env.BENCH_INCREMENTAL === '1' },
});
