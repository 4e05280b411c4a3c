import type { Localized } from '../catalogue/localized.ts'
import type { OperationSpec } from '../catalogue/types.ts'
import { GUIDE } from './pages.ts'

const info: OperationSpec = {
  title: { en: 'Size, format and EXIF', zh: '获取图片信息' },
  via: ['get'],
  access: 'anonymous',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one' },
  alone: true,
  page: 'Query image information',
  source: 'Query image information (2021, 2024, 2026)',
  parameters: {},
}

// The page of 2021 shows a bare hex colour, the later one JSON.
const averageHue: OperationSpec = {
  title: { en: 'Average colour', zh: '图片主色调' },
  via: ['get'],
  access: 'anonymous',
  saveas: 'forbidden',
  output: { kind: 'json', count: 'one' },
  alone: true,
  page: 'Query the average tone',
  morePages: [GUIDE],
  source: `Query the average tone (2021, 2026); ${GUIDE}`,
  parameters: {},
}

/** Operations that tell something about a picture instead of changing it. */
export const inspect: Readonly<Record<string, OperationSpec>> = {
  info,
  'average-hue': averageHue,
  faces: detection({ en: 'Faces in the picture', zh: '人脸检测' }),
  bodies: detection({ en: 'Bodies in the picture', zh: '人体检测' }),
  cars: detection({ en: 'Vehicles in the picture', zh: '车辆检测' }),
  codes: detection({ en: 'Barcodes and QR codes', zh: '图像码识别' }),
  labels: detection({ en: 'Labels of the content', zh: '图片标签检测' }),
  score: detection({ en: 'Aesthetic score', zh: '图片质量评分' }),
}

function detection(title: Localized): OperationSpec {
  return {
    title,
    via: ['get'],
    access: 'imm',
    saveas: 'forbidden',
    output: { kind: 'json', count: 'one' },
    alone: true,
    page: 'Intelligent image detection',
    morePages: [GUIDE],
    source: `Intelligent image detection (zh, undated); ${GUIDE}`,
    parameters: {},
  }
}
