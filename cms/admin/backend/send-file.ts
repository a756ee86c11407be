/** Sends a file as a request's body; `sent` is told which part of it has gone, from 0 to 1. Rejects when nobody answered. */
export type SendFile = (address: string, file: Blob, sent?: (part: number) => void) => Promise<{ status: number; text: string }>;

/** By `XMLHttpRequest`: `fetch` does not say how far it is. */
export const sendFile: SendFile = (address, file, sent) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (sent) request.upload.addEventListener('progress', ({ loaded, total }) => sent(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }));
    for (const end of ['error', 'abort'] as const) request.addEventListener(end, () => reject(new Error('nobody answered')));
    request.send(file);
  });
