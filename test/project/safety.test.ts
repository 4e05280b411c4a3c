import { chownSync, linkSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { FINE, FIXABLE, makeRepository, placesOf, WRONG } from './repository.ts'

/** A file outside of a repository, and the name that leads to it. */
function outside(folder: string, text: string): string {
  const file = `${folder}-outside.js`
  writeFileSync(file, text)
  return file
}

describe('links that git knows', () => {
  test.each([['--staged'], ['--changed']])('%s leaves them out', async option => {
    const repository = makeRepository({ 'a.js': WRONG })
    const file = outside(repository.folder, FIXABLE)
    for (const name of ['in.js', 'in.oss', 'in.txt']) symlinkSync(file, repository.at(name))
    symlinkSync(path.dirname(file), repository.at('folder'))
    repository.git('add', '--all')
    expect(placesOf(await repository.lint(option, '--fix', '--format', 'unix'))).toEqual(['a.js:1'])
    expect(readFileSync(file, 'utf8')).toBe(FIXABLE)
  })

  test('a folder that became a link leads nowhere', async () => {
    const repository = makeRepository({ 'src/a.js': FINE })
    repository.commit()
    const elsewhere = `${repository.folder}-elsewhere`
    mkdirSync(elsewhere)
    writeFileSync(path.join(elsewhere, 'a.js'), FIXABLE)
    repository.git('rm', '-r', '--quiet', '--cached', 'src')
    repository.git('add', 'src/a.js')
    writeFileSync(repository.at('src/a.js'), WRONG)
    repository.git('add', '--all')
    const { rmSync } = await import('node:fs')
    rmSync(repository.at('src'), { recursive: true })
    symlinkSync(elsewhere, repository.at('src'))
    await repository.lint('--changed', '--fix', '--format', 'unix')
    await repository.lint('--staged', '--fix', '--format', 'unix')
    expect(readFileSync(path.join(elsewhere, 'a.js'), 'utf8')).toBe(FIXABLE)
  })
})

describe('--fix', () => {
  test('does not write through a link that leads out of the working tree, and says so', async () => {
    const repository = makeRepository()
    const file = outside(repository.folder, FIXABLE)
    symlinkSync(file, repository.at('in.js'))
    expect(await repository.lint('--fix', 'in.js')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        '"in.js" is reached by a link that leads out of the working tree; it was not fixed.',
      ),
    })
    expect(readFileSync(file, 'utf8')).toBe(FIXABLE)
  })

  test('keeps hard links', async () => {
    const repository = makeRepository({ 'one.js': FIXABLE })
    linkSync(repository.at('one.js'), repository.at('two.js'))
    await repository.lint('--fix', 'one.js')
    expect(repository.read('two.js')).toBe(FINE)
    expect(statSync(repository.at('one.js')).nlink).toBe(2)
  })

  test.skipIf(process.getuid?.() !== 0)('keeps owner and group', async () => {
    const repository = makeRepository({ 'one.js': FIXABLE })
    chownSync(repository.at('one.js'), 12_345, 23_456)
    await repository.lint('--fix', 'one.js')
    expect(repository.read('one.js')).toBe(FINE)
    expect(lstatSync(repository.at('one.js'))).toMatchObject({ uid: 12_345, gid: 23_456 })
  })

  test('files in UTF-16 are left out with a note', async () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(FIXABLE, 'utf16le')])
    const repository = makeRepository({ 'src/a.js': text, 'b.js': FINE })
    expect(await repository.lint('--fix', '.')).toMatchObject({
      code: 0,
      stderr: '"src/a.js" is encoded in UTF-16; it was left out. Saved as UTF-8, it is linted.\n',
    })
    expect(readFileSync(repository.at('src/a.js'))).toEqual(text)
  })

  test.each<[string, (text: string) => Buffer]>([
    ['of the little end', text => Buffer.from(text, 'utf16le')],
    ['of the big end', text => Buffer.from(text, 'utf16le').swap16()],
  ])('also where no mark tells, %s, and between Chinese signs', async (_, encode) => {
    const repository = makeRepository({ 'a.kt': encode(FIXABLE), 'b.sql': encode(`-- 图片处理\r\n${FIXABLE}`) })
    const note = (file: string) => `"${file}" is encoded in UTF-16; it was left out. Saved as UTF-8, it is linted.\n`
    expect(await repository.lint('.')).toMatchObject({ code: 0, stderr: note('a.kt') + note('b.sql') })
  })

  test('pictures, numbers of two bytes and zeros in texts are no UTF-16', async () => {
    const repository = makeRepository({
      'a.png': Buffer.from('89504e470d0a1a0a0000000d49484452000000400000004008060000', 'hex'),
      'b.bin': Buffer.from(Uint16Array.from({ length: 99 }, (_, at) => at).buffer),
      'c.dat': Buffer.from(`${FIXABLE}\0a\0`),
    })
    expect(await repository.lint('.')).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('a fix beside what the program fills in', () => {
  const OPEN = 'if_status_eq_404{image/resize,w_'
  test.each([
    ['a.js', `const p = base + '?x-oss-process=${OPEN}' + width\n`],
    ['a.js', `const p = base + '?x-oss-process=${OPEN}' + width + height\n`],
    ['a.py', `p = base + '?x-oss-process=${OPEN}' + str(width)\n`],
    ['a.java', `String p = base + "?x-oss-process=${OPEN}" + width;\n`],
    ['a.go', `p := base + "?x-oss-process=${OPEN}" + width\n`],
    ['a.php', `<?php $p = $base . '?x-oss-process=${OPEN}' . $width;\n`],
    ['a.rb', `p = base + '?x-oss-process=${OPEN}' + width\n`],
    ['a.cs', `var p = b + "?x-oss-process=${OPEN}" + width;\n`],
    ['a.swift', `let p = b + "?x-oss-process=${OPEN}" + width\n`],
    ['a.kt', `val p = b + "?x-oss-process=${OPEN}" + width\n`],
    ['a.vue', `<img :src="b + '?x-oss-process=${OPEN}' + width">\n`],
  ])('%s: %s stays as it is', async (name, text) => {
    const repository = makeRepository({ [name]: text })
    await repository.lint('--fix', '.')
    expect(repository.read(name)).toBe(text)
  })

  test('is made where the literal goes on behind it', async () => {
    const repository = makeRepository({ 'a.js': `const p = \`//b.example.com/a?x-oss-process=${OPEN}\${width}\`\n` })
    await repository.lint('--fix', '.')
    const once = repository.read('a.js')
    await repository.lint('--fix', '.')
    expect(repository.read('a.js')).toBe(once)
    expect(once).toBe(`const p = \`//b.example.com/a?x-oss-process=${OPEN}\${width}%7D\`\n`)
  })
})
