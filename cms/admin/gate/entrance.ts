import { createElement, useEffect } from 'react';

/**
 * What Decap shows where nobody is signed in. The page starts Decap only with a session, so it hands itself over at once.
 */
export function Entrance({ onLogin }: { onLogin: (credentials: object) => void }) {
  // Once: `onLogin` is a new function at every render.
  useEffect(() => onLogin({}), []);
  return createElement('p', { className: 'entrance', role: 'status' }, '正在进入编务台…');
}
