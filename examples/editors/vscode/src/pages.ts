/** A picture with its name. */
interface Picture {
  readonly title: string
  readonly address: string
}

/** A page of a drawing that the server made. */
export function svgPage(text: string, svg: string): string {
  return page(text, `<div class="wide">${svg}</div>`, '')
}

/** A page of pictures beside each other. */
export function picturePage(text: string, facts: string, pictures: readonly Picture[], source: string): string {
  const figures = pictures.map(
    ({ title, address }) =>
      `<figure><img src="${escaped(address)}" alt=""><figcaption>${escaped(title)}</figcaption></figure>`,
  )
  return page(text, `<div class="beside">${figures.join('')}</div><p>${escaped(facts)}</p>`, source)
}

const STYLE = `
  body { padding: 1em; color: var(--vscode-foreground) }
  code { overflow-wrap: anywhere }
  .wide { overflow: auto; margin-top: 1em }
  .beside { display: flex; gap: 1em; flex-wrap: wrap; align-items: flex-end }
  figure { margin: 1em 0 } img { max-width: 45vw; max-height: 70vh; background: #8884 }
`

/** No script runs in it, and only pictures of `source` are loaded. */
function page(text: string, content: string, source: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${source || "'none'"}`
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${STYLE}</style><code>${escaped(text)}</code>${content}`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, character => ESCAPES[character] ?? character)
}
