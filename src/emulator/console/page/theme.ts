/** Light, dark, or as the system has it. */
export type Theme = 'auto' | 'light' | 'dark'

/** What the browser keeps under a name; null where it keeps nothing. */
export function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

/** Lets the browser keep a text under a name. */
export function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing forgets it at the next visit.
  }
}

const NAME = 'oss-process.theme'

/** The theme that was chosen at an earlier visit. */
export function initialTheme(): Theme {
  const kept = read(NAME)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** Keeps the theme for later visits. */
export function keepTheme(theme: Theme): void {
  write(NAME, theme)
}

/** Shows the page in a theme. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
}
