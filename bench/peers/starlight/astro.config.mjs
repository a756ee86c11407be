import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({ integrations: [starlight({ title: '云端黄南', locales: { root: { label: '简体中文', lang: 'zh-CN' } } })] });
