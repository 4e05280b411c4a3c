import { render } from 'preact'
import { App } from './app.tsx'

/** Shows the playground in the page. */
export function start(): void {
  const place = document.getElementById('app')
  if (place) render(<App locale={document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'} />, place)
}
