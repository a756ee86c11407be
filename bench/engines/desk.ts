import { deskEngine } from '../desk-engine.ts';

export const engine = deskEngine('desk', 'push');
