import type { Rule } from '../../rule.ts'
import { access } from './access.ts'
import { animationLost } from './animation-lost.ts'
import { base64 } from './base64.ts'
import { bucketName } from './bucket-name.ts'
import { conditionalOnly } from './conditional-only.ts'
import { decodedLength } from './decoded-length.ts'
import { documentPages } from './document-pages.ts'
import { doubleEncoding } from './double-encoding.ts'
import { duplicateParameter } from './duplicate-parameter.ts'
import { exclusiveOperation } from './exclusive-operation.ts'
import { frameCount } from './frame-count.ts'
import { fullWidth } from './full-width.ts'
import { hexColor } from './hex-color.ts'
import { misplacedNotify } from './misplaced-notify.ts'
import { misplacedSaveas } from './misplaced-saveas.ts'
import { missingParameter } from './missing-parameter.ts'
import { missingSaveas } from './missing-saveas.ts'
import { nestedProcess } from './nested-process.ts'
import { noEffect } from './no-effect.ts'
import { objectKey } from './object-key.ts'
import { oddSize } from './odd-size.ts'
import { operationOrder } from './operation-order.ts'
import { outputArea } from './output-area.ts'
import { outputExtension } from './output-extension.ts'
import { parameterConflict } from './parameter-conflict.ts'
import { parameterEnum } from './parameter-enum.ts'
import { parameterRange } from './parameter-range.ts'
import { parameterRequires } from './parameter-requires.ts'
import { parameterType } from './parameter-type.ts'
import { pictureFormat } from './picture-format.ts'
import { redundantOperation } from './redundant-operation.ts'
import { sourceIdle } from './source-idle.ts'
import { sourceKind } from './source-kind.ts'
import { sourceLimit } from './source-limit.ts'
import { sourceOutside } from './source-outside.ts'
import { spriteFrames } from './sprite-frames.ts'
import { stillAnimation } from './still-animation.ts'
import { strayQuery } from './stray-query.ts'
import { styleName } from './style-name.ts'
import { syntax } from './syntax.ts'
import { templateVariable } from './template-variable.ts'
import { tooMany } from './too-many.ts'
import { traditionalChinese } from './traditional-chinese.ts'
import { unboundedAnimation } from './unbounded-animation.ts'
import { undocumented } from './undocumented.ts'
import { unitSlip } from './unit-slip.ts'
import { unknownCategory } from './unknown-category.ts'
import { unknownFont } from './unknown-font.ts'
import { unknownOperation } from './unknown-operation.ts'
import { unknownParameter } from './unknown-parameter.ts'
import { wrongSeparator } from './wrong-separator.ts'
import { wrongVia } from './wrong-via.ts'

/** All rules, from the form of the string to its meaning. */
export const rules: readonly Rule[] = [
  syntax,
  strayQuery,
  fullWidth,
  doubleEncoding,
  unknownCategory,
  unknownOperation,
  wrongSeparator,
  unknownParameter,
  duplicateParameter,
  missingParameter,
  parameterType,
  parameterRange,
  parameterEnum,
  oddSize,
  hexColor,
  parameterConflict,
  parameterRequires,
  noEffect,
  outputArea,
  pictureFormat,
  stillAnimation,
  sourceKind,
  operationOrder,
  redundantOperation,
  exclusiveOperation,
  conditionalOnly,
  tooMany,
  wrongVia,
  access,
  missingSaveas,
  misplacedSaveas,
  misplacedNotify,
  base64,
  decodedLength,
  documentPages,
  bucketName,
  objectKey,
  templateVariable,
  outputExtension,
  nestedProcess,
  unknownFont,
  traditionalChinese,
  styleName,
  unboundedAnimation,
  spriteFrames,
  unitSlip,
  undocumented,
  sourceLimit,
  sourceOutside,
  sourceIdle,
  animationLost,
  frameCount,
]
