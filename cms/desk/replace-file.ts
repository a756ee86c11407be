import { open, rename, unlink, writeFile } from 'node:fs/promises';

let partials = 0;

/** Replaces a file at once: readers see the old bytes or the new. The bytes are synced before the name moves to them. */
export async function replaceFile(file: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const partial = `${file}.${process.pid}-${partials++}.part`;
  try {
    await writeFile(partial, bytes, { mode });
    const handle = await open(partial, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(partial, file);
  } catch (error) {
    await unlink(partial).catch(() => {});
    throw error;
  }
}
