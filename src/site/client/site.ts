import { applyTheme, initialTheme, keepTheme } from '../../emulator/console/page/theme.ts'
import type { SearchEntry } from '../search-index.ts'

const MOST = 20
/** Characters shown before and behind what was found. */
const AROUND = 60

const script = document.currentScript
const top = script?.dataset.top ?? ''
applyTheme(initialTheme())

document.addEventListener('DOMContentLoaded', () => {
  const select = document.querySelector<HTMLSelectElement>('select.theme')
  if (select) {
    select.value = initialTheme()
    select.addEventListener('change', () => {
      const theme = select.value === 'light' || select.value === 'dark' ? select.value : 'auto'
      keepTheme(theme)
      applyTheme(theme)
    })
  }
  const language = document.querySelector<HTMLAnchorElement>('a.language')
  // The playground keeps what it shows behind "#", in the other language, too.
  language?.addEventListener('click', () => {
    if (document.body.dataset.recipes) language.hash = location.hash
  })
  listenToSearch()
})

function listenToSearch(): void {
  const box = document.querySelector<HTMLInputElement>('#site-search')
  const found = document.querySelector<HTMLElement>('#site-found')
  if (!box || !found) return
  let entries: readonly SearchEntry[] = []
  const show = () => {
    const words = box.value
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== '')
    found.hidden = words.length === 0
    found.replaceChildren(...(words.length === 0 ? [] : [listOf(find(entries, words), words)]))
  }
  addEventListener('pages', event => {
    if (event instanceof CustomEvent) entries = event.detail
    show()
  })
  box.addEventListener('focus', () => loadOnce(script?.dataset.search ?? ''), { once: true })
  box.addEventListener('input', show)
  const close = () => {
    box.value = ''
    show()
  }
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !found.hidden) {
      close()
      box.focus()
    }
  })
}

function loadOnce(address: string): void {
  const element = document.createElement('script')
  element.src = address
  document.head.append(element)
}

/** Parts that hold all words: those with them in their titles first. */
function find(entries: readonly SearchEntry[], words: readonly string[]): readonly SearchEntry[] {
  const holds = (text: string) => words.every(word => text.toLowerCase().includes(word))
  const titled = entries.filter(([, title]) => holds(title))
  const others = entries.filter(([, title, text]) => !holds(title) && holds(`${title} ${text}`))
  return [...titled, ...others].slice(0, MOST)
}

function listOf(found: readonly SearchEntry[], words: readonly string[]): HTMLElement {
  const list = document.createElement('ul')
  list.setAttribute('role', 'list')
  for (const [address, title, text] of found) {
    const link = document.createElement('a')
    link.href = `${top}${address}`
    link.textContent = title
    const piece = document.createElement('p')
    const at = Math.max(0, text.toLowerCase().indexOf(words[0] ?? ''))
    piece.textContent = `${at > AROUND ? '…' : ''}${text.slice(Math.max(0, at - AROUND), at + AROUND)}…`
    const item = document.createElement('li')
    item.append(link, piece)
    list.append(item)
  }
  if (found.length > 0) return list
  const nothing = document.createElement('p')
  nothing.textContent = document.documentElement.lang.startsWith('zh') ? '没有找到' : 'Nothing found'
  nothing.setAttribute('role', 'status')
  return nothing
}
