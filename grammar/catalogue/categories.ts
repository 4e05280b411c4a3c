/** The first words of stages, in the order of the documentation. */
export const CATEGORY_NAMES = [
  'image',
  'video',
  'audio',
  'doc',
  'hls',
  'imm',
  'pointcloud',
  'sys',
  'style',
  'csv',
  'json',
  'trigger',
] as const

/** The first word of a stage. */
export type CategoryName = (typeof CATEGORY_NAMES)[number]

/** The first words of stages as the choices of a regular expression, apart from some: `image|video|...`. */
export function categoryWords(...apart: readonly CategoryName[]): string {
  return CATEGORY_NAMES.filter(name => !apart.includes(name)).join('|')
}
