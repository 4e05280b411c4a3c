import { describe, expect, test } from 'vitest'
import { completeKey, fillKey, fillTarget, type TargetFacts } from '../../src/catalogue/target.ts'

const source = { bucket: 'photos', key: 'in/2026/movie.tar.gz', lastModified: new Date('2025-01-02T03:04:05Z') }
const facts: TargetFacts = { source, time: new Date('2026-11-27T20:50:06Z') }
const atTop: TargetFacts = { ...facts, source: { ...source, key: '.profile' } }
const made: TargetFacts = { ...facts, extension: 'jpg', resolution: '640x360', index: 3 }

describe('a target', () => {
  test.each([
    ['{bucket}/{key}', facts, 'photos/in/2026/movie.tar.gz'],
    ['{dirname}/{barename}.{ext}', facts, 'in/2026/movie.tar.gz'],
    ['{basename}', facts, 'movie.tar.gz'],
    ['{year}-{mon}-{day} {hour}:{min}:{sec}', facts, '2025-01-02 03:04:05'],
    ['{t_year}-{t_mon}-{t_day} {t_hour}:{t_min}:{t_sec}', facts, '2026-11-27 20:50:06'],
    ['{barename}_{resolution}_{index}_{streamindex}.{autoext}', made, 'movie.tar_640x360_3_0.jpg'],
    ['{resolution}_{index}_{streamindex}.{autoext}', facts, '{resolution}_{index}_{streamindex}.{autoext}'],
    // What nobody knows stays as it is; a process string sets no tags; names of properties are no variables.
    ['{nothing}/{toString}/{tags.owner}', facts, '{nothing}/{toString}/'],
    // A dot in front is no extension, and an empty folder takes the slash behind it along.
    ['{dirname}/{barename}[{ext}]', atTop, '.profile[]'],
    ['out/{dirname}/{basename}', atTop, 'out/.profile'],
    ['out{dirname}/{basename}', atTop, 'out/.profile'],
    ['{dirname}-{basename}', atTop, '-.profile'],
    ['{tags.owner}/{basename}', atTop, '/.profile'],
  ])('%s is filled', (template, known, expected) => {
    expect(fillTarget(template, known)).toBe(expected)
  })

  test.each([
    ['out/{barename}', { ...made, source: { ...source, key: 'a.mp4' } }, false, 'out/a.jpg'],
    ['out/{barename}', { ...made, source: { ...source, key: 'a.mp4' } }, true, 'out/a_0_3.jpg'],
    ['out/a{index}', made, true, 'out/a3.jpg'],
    ['out/a', facts, true, 'out/a'],
  ])('%s becomes a key', (template, known, isOneOfMany, expected) => {
    expect(fillKey(template, known, isOneOfMany)).toBe(expected)
  })

  test.each([
    ['out/', 'out/'],
    ['out/a.b', 'out/a.b'],
    ['out.d/a', 'out.d/a_0_1.ts'],
  ])('%s is completed', (key, expected) => {
    expect(completeKey(key, key, 'ts', '1')).toBe(expected)
  })
})
