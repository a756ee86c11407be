// The child process that judges uploads: whatever a crafted file does to a decoder, or to memory, happens here and not to the desk.
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import sharp from 'sharp';
import { Refused } from '../workflow/refused.ts';
import { judgeUpload } from './judge-upload.ts';
import type { MediaAnswer, MediaOrder } from './orders.ts';

// Whoever reads or saves comes first.
setPriority(5);
try {
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {}
sharp.cache(false);
// The desk sends two at a time; each may have one core.
sharp.concurrency(1);

const say = (answer: MediaAnswer) => process.send?.(answer);

process.on('message', ({ order, kind, bytes }: MediaOrder) => {
  judgeUpload(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).then(
    (kept) => say({ order, kept }),
    (error: unknown) => {
      if (error instanceof Refused) say({ order, refused: error.refusal });
      else say({ order, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
