import { once } from '../../grammar/catalogue/memo.ts'
/** How a host language joins strings and spells characters. */
export interface Family {
  readonly name: string
  /** Operators that join two strings. */
  readonly joins: readonly string[]
  /** Literals side by side are one: with blanks between them, or only where they touch. */
  readonly adjacent?: 'blank' | 'touch'
  /** Values stand without quotes behind `=` or `:`. */
  readonly plainValues?: true
  /** Values stand alone in it, and are not joined to others. */
  readonly data?: true
  /** Text stands between tags, and entities are decoded. */
  readonly markup?: true
  /** A name stands for its value inside a string without any mark, as `@Model.Width` does. */
  readonly atHoles?: true
  /** Every line is a process string or a URL. */
  readonly list?: 'always' | 'maybe'
  /** How a character is written that may not stand as itself. */
  readonly escape: 'unicode' | 'braced' | 'entity' | 'none'
}

const FAMILIES: readonly (Family & { readonly extensions: string })[] = [
  { name: 'javascript', joins: ['+'], escape: 'unicode', extensions: 'js jsx ts tsx mjs cjs mts cts es6 coffee' },
  { name: 'java', joins: ['+'], escape: 'unicode', extensions: 'java kt kts scala sc groovy gradle go cs fs move sol' },
  { name: 'swift', joins: ['+'], escape: 'braced', extensions: 'swift rs zig' },
  {
    name: 'c',
    joins: ['<<', '+'],
    adjacent: 'blank',
    escape: 'unicode',
    extensions: 'c h cc cpp cxx hpp hh hxx inl m mm ino',
  },
  {
    name: 'python',
    joins: ['+'],
    adjacent: 'blank',
    escape: 'unicode',
    extensions: 'py pyi pyw dart ipynb gd',
  },
  {
    name: 'ruby',
    joins: ['+', '<<'],
    adjacent: 'blank',
    escape: 'unicode',
    extensions: 'rb rake gemspec jbuilder cr',
  },
  { name: 'php', joins: ['.'], markup: true, escape: 'none', extensions: 'php phtml php5 php7 inc blade pl pm' },
  { name: 'lua', joins: ['..'], escape: 'braced', extensions: 'lua luau moon' },
  { name: 'elixir', joins: ['<>', '++'], escape: 'unicode', extensions: 'ex exs erl hs elm' },
  { name: 'basic', joins: ['&', '+'], escape: 'none', extensions: 'vb vbs bas cls frm nim' },
  { name: 'julia', joins: ['*'], escape: 'unicode', extensions: 'jl' },
  {
    name: 'shell',
    joins: [],
    adjacent: 'touch',
    plainValues: true,
    escape: 'none',
    extensions: 'sh bash zsh ksh fish',
  },
  {
    name: 'batch',
    joins: ['+'],
    plainValues: true,
    escape: 'none',
    extensions: 'bat cmd',
  },
  {
    name: 'command',
    joins: ['+'],
    plainValues: true,
    escape: 'none',
    extensions: 'ps1 psm1 dockerfile makefile mk env',
  },
  { name: 'velocity', joins: ['+'], markup: true, escape: 'entity', extensions: 'vm' },
  { name: 'sql', joins: ['||', '+'], escape: 'none', extensions: 'sql ddl dml pgsql plsql hql' },
  { name: 'style', joins: ['+'], escape: 'none', extensions: 'css scss sass less styl pcss' },
  {
    name: 'markup',
    joins: ['+', '~'],
    markup: true,
    escape: 'entity',
    extensions:
      'html htm xhtml vue svelte astro erb ejs jsp jspx tag ftl twig jinja jinja2 j2 njk hbs mustache pug slim haml wxml axml swan ttml xml xsl xaml svg plist rss atom cshtml razor aspx ascx liquid tmpl tpl gohtml mjml',
  },
  {
    name: 'markdown',
    joins: ['+', '..'],
    markup: true,
    plainValues: true,
    escape: 'none',
    extensions: 'md mdx markdown rst adoc asciidoc org textile tex',
  },
  {
    name: 'json',
    data: true,
    joins: [],
    escape: 'unicode',
    extensions: 'json json5 jsonc jsonl ndjson har geojson webmanifest map',
  },
  {
    name: 'data',
    data: true,
    joins: [],
    plainValues: true,
    escape: 'none',
    extensions: 'yaml yml toml ini cfg conf nginx vcl http rest hcl tf tfvars log',
  },
  { name: 'properties', data: true, joins: [], plainValues: true, escape: 'unicode', extensions: 'properties' },
  { name: 'list', joins: [], list: 'always', escape: 'none', extensions: 'oss' },
  { name: 'text', joins: ['+'], plainValues: true, list: 'maybe', escape: 'none', extensions: 'txt' },
]

const PLAIN: Family = { name: 'text', joins: ['+'], plainValues: true, escape: 'none' }
const RAZOR = /\.(?:cshtml|razor|vbhtml)$/i

const byEnd = once(
  () => new Map(FAMILIES.flatMap(family => family.extensions.split(' ').map((end): [string, Family] => [end, family]))),
)

function byExtension(extension: string): Family {
  return byEnd().get(extension) ?? PLAIN
}

/** The family of a file, by the end of its name; a text without a name is a list, an unknown end means plain text. */
export function familyOf(fileName: string): Family {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1).toLowerCase()
  if (base === '' || base === '-') return byExtension('oss')
  const family = byExtension(base.slice(base.lastIndexOf('.') + 1))
  return RAZOR.test(base) ? { ...family, atHoles: true } : family
}
