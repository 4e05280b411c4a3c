import { encodeBase64Url } from '../../../grammar/catalogue/base64url.ts'
import {
  type Canvas,
  type Color,
  chain,
  cover,
  cut,
  filter,
  GRAIN,
  keep,
  MARK,
  mirrorX,
  mirrorY,
  padTo,
  quarter,
  SMOOTH,
  scale,
  tone,
  turn,
} from './reference.ts'

/** One string and what it has to make of a source. */
export interface ImageCase {
  readonly source: Canvas
  readonly text: string
  readonly reference: (source: Canvas) => Canvas
  /** How far a channel may be off. */
  readonly tolerance: number
  /** Part of the pixels that may be further off: edges that are smoothed. */
  readonly exempt?: number
}

const WHITE: Color = [255, 255, 255, 255]
const RED: Color = [255, 0, 0, 255]
const same = (source: Canvas): Canvas => source

const resized = (parameters: string, reference: (source: Canvas) => Canvas): ImageCase => ({
  source: SMOOTH,
  text: `resize,${parameters}`,
  reference,
  tolerance: 4,
  // Overshoot of the kernel at the outermost pixels.
  exempt: 0.08,
})
const exact = (text: string, reference: (source: Canvas) => Canvas): ImageCase => ({
  source: GRAIN,
  text,
  reference,
  tolerance: 0,
})
const near = (text: string, tolerance: number, reference: (source: Canvas) => Canvas): ImageCase => ({
  source: SMOOTH,
  text,
  reference,
  tolerance,
})

/** The middle of a scaled picture: lfit and mfit of the 200x100 source are 2:1. */
const filled = (width: number, height: number, of: number) =>
  chain(scale(2 * of, of), cut(Math.floor((2 * of - width) / 2), Math.floor((of - height) / 2), width, height))
const padded = (width: number, height: number, of: number, color = WHITE) =>
  chain(scale(2 * of, of), padTo(width, height, Math.floor((width - 2 * of) / 2), Math.floor((height - of) / 2), color))

const RESIZE: readonly ImageCase[] = [
  // The worked example of the page "Resize images".
  resized('w_150,h_80', scale(150, 75)),
  resized('m_mfit,w_150,h_80', scale(160, 80)),
  resized('m_fill,w_150,h_80', filled(150, 80, 80)),
  resized('m_pad,w_150,h_80', padded(150, 80, 75)),
  resized('m_fixed,w_150,h_80', scale(150, 80)),
  resized('w_100', scale(100, 50)),
  resized('h_25', scale(50, 25)),
  resized('w_33', scale(33, 17)),
  resized('h_33', scale(66, 33)),
  resized('m_mfit,w_120', scale(120, 60)),
  resized('m_fixed,w_60', scale(60, 60)),
  resized('m_fixed,h_40', scale(40, 40)),
  resized('m_fill,w_60', filled(60, 60, 60)),
  resized('m_pad,h_60', padded(60, 60, 30)),
  resized('m_pad,w_101,h_77,color_FF0000', chain(scale(101, 51), padTo(101, 77, 0, 13, RED))),
  resized('m_fill,w_99,h_31', chain(scale(99, 50), cut(0, 9, 99, 31))),
  resized('l_100', scale(100, 50)),
  resized('s_50', scale(100, 50)),
  resized('l_80,m_mfit', scale(80, 40)),
  resized('l_100,s_20,m_fixed', scale(100, 20)),
  resized('l_100,s_30', scale(60, 30)),
  resized('s_40,m_fixed', scale(40, 40)),
  resized('p_50', scale(100, 50)),
  resized('p_33', scale(66, 33)),
  resized('w_100,l_50', scale(100, 50)),
  resized('w_100,p_10', scale(100, 50)),
  resized('w_300', same),
  resized('p_200', same),
  resized('m_fill,w_300,h_50', same),
  resized('m_fixed,w_100,h_101', same),
  resized('w_300,limit_0', scale(300, 150)),
  resized('p_150,limit_0', scale(300, 150)),
  resized('m_fill,w_300,h_50,limit_0', chain(scale(300, 150), cut(0, 50, 300, 50))),
  resized('m_pad,w_300,h_200,limit_0', chain(scale(300, 150), padTo(300, 200, 0, 25, WHITE))),
]

const CROP: readonly ImageCase[] = [
  exact('crop,x_10,y_5', cut(10, 5, 51, 42)),
  exact('crop,w_20,h_10', cut(0, 0, 20, 10)),
  exact('crop,w_20,h_10,g_nw', cut(0, 0, 20, 10)),
  exact('crop,w_20,h_10,g_north', cut(20, 0, 20, 10)),
  exact('crop,w_20,h_10,g_ne', cut(41, 0, 20, 10)),
  exact('crop,w_20,h_10,g_west', cut(0, 18, 20, 10)),
  exact('crop,w_20,h_10,g_center', cut(20, 18, 20, 10)),
  exact('crop,w_20,h_10,g_east', cut(41, 18, 20, 10)),
  exact('crop,w_20,h_10,g_sw', cut(0, 37, 20, 10)),
  exact('crop,w_20,h_10,g_south', cut(20, 37, 20, 10)),
  exact('crop,w_20,h_10,g_se', cut(41, 37, 20, 10)),
  exact('crop,w_20,h_10,g_center,x_5,y_3', cut(25, 21, 20, 10)),
  exact('crop,w_20,h_10,g_se,x_5,y_3', cut(46, 40, 15, 7)),
  exact('crop,w_500,h_10', cut(0, 0, 61, 10)),
  exact('crop,x_50,y_40,w_20,h_20', cut(50, 40, 11, 7)),
  exact('crop,w_0,h_10', cut(0, 0, 61, 10)),
  exact('crop,x_60,y_46', cut(60, 46, 1, 1)),
  exact('crop,w_30,h_20,r_1', cut(0, 0, 30, 20)),
  exact('indexcrop,x_20,i_0', cut(0, 0, 20, 47)),
  exact('indexcrop,x_20,i_3', cut(60, 0, 1, 47)),
  exact('indexcrop,x_20,i_4', same),
  exact('indexcrop,y_10,i_4', cut(0, 40, 61, 7)),
  exact('indexcrop,x_20,y_30,i_1', cut(0, 30, 61, 17)),
  exact('indexcrop,x_20', cut(0, 0, 20, 47)),
]

const TURN: readonly ImageCase[] = [
  exact('rotate,0', same),
  exact('rotate,90', quarter),
  exact('rotate,180', chain(quarter, quarter)),
  exact('rotate,270', chain(quarter, quarter, quarter)),
  exact('rotate,360', same),
  exact('flip,0', mirrorY),
  exact('flip,1', mirrorX),
  exact('flip,2', chain(mirrorX, mirrorY)),
  { ...near('rotate,30', 6, turn(30, 223, 187)), exempt: 0.03 },
  { ...near('rotate,45', 6, turn(45, 212, 212)), exempt: 0.03 },
  { ...near('rotate,200', 6, turn(200, 222, 162)), exempt: 0.03 },
]

const inCircle = (radius: number) => keep((x, y) => (x - radius) ** 2 + (y - radius) ** 2 <= radius ** 2)
const inCorners = (width: number, height: number, radius: number) =>
  keep((x, y) => {
    const dx = Math.max(radius - x, x - (width - radius), 0)
    const dy = Math.max(radius - y, y - (height - radius), 0)
    return dx * dx + dy * dy <= radius * radius
  })

const MASK: readonly ImageCase[] = [
  { ...exact('circle,r_10', chain(cut(20, 13, 20, 20), inCircle(10))), tolerance: 12, exempt: 0.02 },
  { ...exact('circle,r_4096', chain(cut(7, 0, 46, 46), inCircle(23))), tolerance: 12, exempt: 0.01 },
  { ...exact('rounded-corners,r_8', inCorners(61, 47, 8)), tolerance: 12, exempt: 0.01 },
  { ...exact('rounded-corners,r_100', inCorners(61, 47, 23)), tolerance: 12, exempt: 0.01 },
]

const gaussian = (sigma: number) => (dx: number, dy: number) => Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))
const BINOMIAL = [1, 2, 1]
const sharpened = (amount: number) =>
  filter(1, (dx, dy) => {
    const soft = ((BINOMIAL[dx + 1] ?? 0) * (BINOMIAL[dy + 1] ?? 0)) / 16
    return (dx === 0 && dy === 0 ? 1 + amount : 0) - amount * soft
  })

const TONE: readonly ImageCase[] = [
  near(
    'bright,50',
    1,
    tone(value => value + 127.5),
  ),
  near(
    'bright,-50',
    1,
    tone(value => value - 127.5),
  ),
  near(
    'bright,100',
    0,
    tone(() => 255),
  ),
  near(
    'bright,-100',
    0,
    tone(() => 0),
  ),
  near('bright,0', 0, same),
  near(
    'contrast,50',
    1,
    tone(value => 128 + 1.5 * (value - 128)),
  ),
  near(
    'contrast,-50',
    1,
    tone(value => 128 + 0.5 * (value - 128)),
  ),
  near(
    'contrast,-100',
    1,
    tone(() => 128),
  ),
  { ...exact('blur,r_4,s_2', filter(4, gaussian(2))), tolerance: 3, exempt: 0.02 },
  { ...exact('blur,r_1,s_1', filter(1, gaussian(1))), tolerance: 3, exempt: 0.02 },
  { ...exact('blur,r_50,s_10', filter(30, gaussian(10))), tolerance: 3, exempt: 0.02 },
  { ...exact('sharpen,100', sharpened(1)), tolerance: 2 },
  { ...exact('sharpen,399', sharpened(3.99)), tolerance: 2 },
]

/** The value of `image` in a watermark. */
export const markOf = (process = ''): string =>
  encodeBase64Url(`marks/mark.png${process && `?x-oss-process=${process}`}`)

const marked = (parameters: string, reference: (source: Canvas) => Canvas): ImageCase => ({
  ...exact(`watermark,image_${markOf()},${parameters}`, reference),
  tolerance: 2,
})
const tiled = (stepX: number, stepY: number) => (source: Canvas) => {
  const columns = Math.ceil(source.width / stepX)
  const count = columns * Math.ceil(source.height / stepY)
  const steps = Array.from({ length: count }, (_, index) => index).map(index =>
    cover(MARK, (index % columns) * stepX, Math.floor(index / columns) * stepY),
  )
  return chain(...steps)(source)
}

const WATERMARK: readonly ImageCase[] = [
  marked('g_nw,x_3,y_4', cover(MARK, 3, 4)),
  marked('g_north,x_3,y_4', cover(MARK, 24, 4)),
  marked('g_ne,x_3,y_4', cover(MARK, 46, 4)),
  marked('g_west,x_3,y_4', cover(MARK, 3, 19)),
  marked('g_center,x_3,y_4', cover(MARK, 24, 19)),
  marked('g_east,x_3,y_4', cover(MARK, 46, 19)),
  marked('g_sw,x_3,y_4', cover(MARK, 3, 35)),
  marked('g_south,x_3,y_4', cover(MARK, 24, 35)),
  marked('g_se,x_3,y_4', cover(MARK, 46, 35)),
  marked('t_100', cover(MARK, 39, 29)),
  marked('t_40,g_nw,x_0,y_0', cover(MARK, 0, 0, 0.4)),
  marked('t_0', same),
  marked('g_center,voffset_-10', cover(MARK, 24, 9)),
  marked('g_west,voffset_5,x_0', cover(MARK, 0, 24)),
  marked('g_nw,x_55,y_44', cover(MARK, 55, 44)),
  marked('g_nw,x_100,y_100', same),
  marked('fill_1', tiled(12, 8)),
  marked('fill_1,padx_5,pady_7', tiled(17, 15)),
  {
    ...exact(`watermark,image_${markOf('image/crop,w_6,h_8')},g_nw,x_0,y_0`, cover(cut(0, 0, 6, 8)(MARK), 0, 0)),
    tolerance: 1,
  },
  {
    ...exact(
      `watermark,image_${markOf('image/crop,w_6,h_8/rotate,90')},g_nw,x_0,y_0`,
      cover(quarter(cut(0, 0, 6, 8)(MARK)), 0, 0),
    ),
    tolerance: 1,
  },
]

const CHAINS: readonly ImageCase[] = [
  exact('rotate,90/crop,w_10,h_20', chain(quarter, cut(0, 0, 10, 20))),
  exact('crop,w_10,h_20/rotate,90', chain(cut(0, 0, 10, 20), quarter)),
  exact('crop,x_10/crop,y_10/flip,1/rotate,270', chain(cut(10, 10, 51, 37), mirrorX, quarter, quarter, quarter)),
  near('resize,w_100/crop,g_center,w_40,h_40/rotate,90', 4, chain(scale(100, 50), cut(30, 5, 40, 40), quarter)),
  near('crop,w_100,h_100,g_east/resize,w_50', 4, chain(cut(100, 0, 100, 100), scale(50, 50))),
  near(
    'bright,50/bright,-50',
    2,
    chain(
      tone(value => value + 127.5),
      tone(value => value - 127.5),
    ),
  ),
  near('resize,w_100|image/flip,1', 4, chain(scale(100, 50), mirrorX)),
]

/** All cases. */
export const IMAGE_CASES: readonly ImageCase[] = [
  ...RESIZE,
  ...CROP,
  ...TURN,
  ...MASK,
  ...TONE,
  ...WATERMARK,
  ...CHAINS,
]
