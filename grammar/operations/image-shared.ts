import type { Output, Via } from '../catalogue/types.ts'

/** How most picture operations are reached. */
export const SYNC: readonly Via[] = ['get', 'post']

/** One picture comes out. */
export const PICTURE: Output = { kind: 'image', count: 'one' }

/** Nine places of a picture, row by row. */
export const GRAVITIES: readonly string[] = ['nw', 'north', 'ne', 'west', 'center', 'east', 'sw', 'south', 'se']

/** EC number of operations that take one value and were given more. */
export const EXTRA_VALUE = '0040-00000203'
