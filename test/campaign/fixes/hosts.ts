import type { Random } from './random.ts'

/** Faults that fixes mend, and whole parts between which they stand. */
const PARTS = [
  'resize,w_100',
  'resize,w_100,w_100',
  'format,webp',
  'quality,q_80',
  'watermark,text_SGVsbG8=',
  'watermark,text_QQ+Q',
  'crop,w_1,format,webp',
  'rotate,90',
]
const SEPARATORS = ['/', '/', '/', '//', ',/', ' /', ',', '/image/', '|']
const ENDINGS = ['', '', ',', '/', ' ', ',,', '|sys/saveas,o_YQ==']
const STARTS = ['image/', 'image/', 'if_status_eq_404{image/', ' image/', 'image//']

/** A process string that has something wrong with it, mostly. */
export function randomString(random: Random): string {
  const count = 1 + random.below(3)
  const parts = Array.from({ length: count }, (_, at) => (at === 0 ? '' : random.of(SEPARATORS)) + random.of(PARTS))
  return random.of(STARTS) + parts.join('') + random.of(ENDINGS)
}

/** A language: how a file looks in which a string stands, whole or broken by what the program fills in. */
export interface Host {
  readonly file: string
  readonly render: (text: string, random: Random) => string
}

/** A string broken in two: the pieces of a concatenation or an interpolation. */
function cut(text: string, random: Random): readonly [string, string] {
  const at = random.below(text.length + 1)
  return [text.slice(0, at), text.slice(at)]
}

const KEY = '?x-oss-process='

function joined(file: string, line: (left: string, right: string, random: Random) => string): Host {
  return { file, render: (text, random) => line(...cut(text, random), random) }
}

const whole = (file: string, render: (text: string) => string): Host => ({ file, render: text => render(text) })

/** The hosts that are tried. */
export const HOSTS: readonly Host[] = [
  whole('a.mjs', text => `const u = base + '${KEY}${text}'\nexport { u }\n`),
  joined('b.mjs', (left, right) => `const u = base + '${KEY}${left}' + width + '${right}'\nf(u)\n`),
  joined('c.mjs', (left, right) => `const u = \`\${base}${KEY}${left}\${width}${right}\`\nf(u)\n`),
  joined('d.ts', (left, right) => `let u: string = base + "${KEY}${left}" +\n  "${right}" + height\n`),
  joined('e.tsx', (left, right) => `export const A = () => <img src={\`\${b}${KEY}${left}\${w}${right}\`} />\n`),
  whole('f.jsx', text => `export const A = () => <img src="/a.jpg${KEY}${text}" />\n`),
  whole('a.py', text => `u = base + '${KEY}${text}'\n`),
  joined(
    'b.py',
    (left, right) => `u = f"{base}${KEY}${left.replaceAll('{', '{{')}{width}${right.replaceAll('{', '{{')}"\n`,
  ),
  joined('c.py', (left, right) => `u = (base + '${KEY}${left}'\n     '${right}' % width)\n`),
  joined('d.py', (left, right) => `u = base + '${KEY}${left}' + str(width) + '${right}'\nprint(u)\n`),
  whole('a.json', text => `{"u": "/a.jpg${KEY}${text}", "n": [1, 2]}\n`),
  whole('a.yaml', text => `u: "/a.jpg${KEY}${text}"\nn: 1\n`),
  whole('b.yaml', text => `list:\n  - x: '/a.jpg${KEY}${text}'\n    y: 2\n`),
  whole('a.xml', text => `<a><b u="/a.jpg${KEY}${text}"/><c/></a>\n`),
  joined('a.go', (left, right) => `package a\n\nvar u = base + "${KEY}${left}" + width + "${right}"\n`),
  whole('b.go', text => `package a\n\nfunc f() string { return fmt.Sprintf("%s${KEY}${text}", base) }\n`),
  joined('a.php', (left, right) => `<?php $u = $base . '${KEY}${left}' . $width . '${right}';\n`),
  joined('b.php', (left, right) => `<?php $u = "{$base}${KEY}${left}{$width}${right}";\n`),
  joined('a.java', (left, right) => `class A { String u = base + "${KEY}${left}" + width + "${right}"; }\n`),
  joined('a.kt', (left, right) => `val u = "$base${KEY}${left}\${width}${right}"\n`),
  joined('a.rb', (left, right) => `u = "#{base}${KEY}${left}#{width}${right}"\n`),
  joined(
    'a.cs',
    (left, right) =>
      `class A { string U => $"{b}${KEY}${left.replaceAll('{', '{{')}{w}${right.replaceAll('{', '{{')}"; }\n`,
  ),
  joined('a.swift', (left, right) => `let u = "\\(base)${KEY}${left}\\(width)${right}"\n`),
  joined(
    'a.rs',
    (left, right) =>
      `let u = format!("{}${KEY}${left.replaceAll('{', '{{')}{}${right.replaceAll('{', '{{')}", base, width);\n`,
  ),
  whole('a.html', text => `<p><img src="/a.jpg?v=1&amp;${KEY.slice(1)}${text}"></p>\n`),
  whole('a.vue', text => `<template><img :src="b + '${KEY}${text}'"></template>\n`),
]
