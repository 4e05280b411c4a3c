import type { Localized } from '../../grammar/catalogue/localized.ts'
import { ownValue } from '../language/own.ts'

/** What an error code in an answer of OSS means. */
export interface ErrorCode {
  /** The HTTP status that it comes with. */
  readonly status: number
  readonly text: Localized
}

/**
 * The error codes that requests with process strings, and the objects around them, are answered with.
 * Source: pages of the help centre on HTTP 403 (en, 2026-05-07) and 404 (tr, 2026-10-01), on 400 and on exceptions of the SDKs (undated), "Error
 * responses" (en, 2026-02-27), "Three errors including NoSuchStyle" (en, 2026-03-20), and the codes of image processing (zh, undated).
 */
const CODES: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: {
    status: 403,
    text: {
      en: 'The request may not do this: it is not signed although it must be, its URL has expired, the account or its role lacks the permission, or the endpoint is of another region. The message says which.',
      zh: '无权执行该操作：请求未按要求签名、URL 已过期、账号或角色缺少权限，或 Endpoint 属于其他地域。具体原因见 Message。',
    },
  },
  AccessForbidden: {
    status: 403,
    text: {
      en: 'The CORS rules of the bucket do not allow the origin, the method or the headers of the page that asks.',
      zh: '存储空间的跨域规则不允许该页面的来源、方法或请求头。',
    },
  },
  BadDigest: {
    status: 400,
    text: {
      en: 'The body does not have the digest that Content-MD5 says: it was changed on its way or computed of another text.',
      zh: '请求体与 Content-MD5 不符：传输中被更改，或摘要由其他内容算出。',
    },
  },
  BadRequest: {
    status: 400,
    text: {
      en: 'The process string cannot be worked on as it is, as where Base64 cannot be decoded. "oss-process lint" says where.',
      zh: '处理字符串无法执行，例如 Base64 无法解码。"oss-process lint" 指出具体位置。',
    },
  },
  BucketAlreadyExists: {
    status: 409,
    text: {
      en: 'The name of the bucket is taken; names are shared by all users of OSS.',
      zh: '存储空间名称已被占用；名称在所有 OSS 用户间唯一。',
    },
  },
  BucketNotEmpty: {
    status: 409,
    text: {
      en: 'The bucket still holds objects or unfinished uploads, so it is not deleted.',
      zh: '存储空间中仍有文件或未完成的分片上传，不能删除。',
    },
  },
  EntityTooLarge: {
    status: 400,
    text: { en: 'What is sent is larger than OSS takes.', zh: '上传的内容超过 OSS 的上限。' },
  },
  EntityTooSmall: {
    status: 400,
    text: { en: 'What is sent is smaller than OSS takes.', zh: '上传的内容低于 OSS 的下限。' },
  },
  FileAlreadyExists: {
    status: 409,
    text: {
      en: 'The object is there already, and the request forbids overwriting it (x-oss-forbid-overwrite).',
      zh: '文件已存在，且请求禁止覆盖（x-oss-forbid-overwrite）。',
    },
  },
  ImageDamage: {
    status: 403,
    text: { en: 'The picture is damaged or lacks data.', zh: '图片已损坏或数据不完整。' },
  },
  ImageTooLarge: {
    status: 400,
    text: {
      en: 'The picture, or what the string makes of it, is too large. "oss-process trace" says how large it gets.',
      zh: '图片或处理结果过大。"oss-process trace" 给出各步的大小。',
    },
  },
  InternalError: { status: 500, text: { en: 'OSS failed by itself; try again.', zh: 'OSS 内部错误；请重试。' } },
  InvalidAccessKeyId: {
    status: 403,
    text: {
      en: 'There is no such access key, it is disabled, or it is a temporary one that was sent without its security token.',
      zh: 'AccessKey ID 不存在、已禁用，或是临时密钥但未携带安全令牌。',
    },
  },
  InvalidArgument: {
    status: 400,
    text: {
      en: 'A value of the request is wrong. For a process string "oss-process lint" says which; the EC number of the answer says it exactly.',
      zh: '请求中的某个值有误。处理字符串可用 "oss-process lint" 查出；返回的 EC 编号指出具体原因。',
    },
  },
  InvalidBucketName: {
    status: 400,
    text: {
      en: 'The name of the bucket is wrong: 3 to 63 lower-case letters, digits and "-", with a letter or digit at both ends.',
      zh: '存储空间名称有误：3 至 63 个小写字母、数字和 "-"，首尾须为字母或数字。',
    },
  },
  InvalidDigest: {
    status: 400,
    text: { en: 'Content-MD5 is not the Base64 of an MD5.', zh: 'Content-MD5 不是 MD5 的 Base64 编码。' },
  },
  InvalidObjectName: {
    status: 400,
    text: {
      en: 'The name of the object is wrong: 1 to 1023 bytes of UTF-8, and neither "/" nor "\\" at its start.',
      zh: '文件名有误：1 至 1023 字节的 UTF-8，且不以 "/" 或 "\\" 开头。',
    },
  },
  InvalidObjectState: {
    status: 403,
    text: {
      en: 'The object is archived: it must be restored before it can be read or processed.',
      zh: '文件为归档类型：须先解冻才能读取或处理。',
    },
  },
  InvalidPart: {
    status: 400,
    text: { en: 'A part that the upload names was not uploaded so.', zh: '分片上传中列出的分片未按此上传。' },
  },
  InvalidPartOrder: {
    status: 400,
    text: { en: 'The parts of the upload are not listed in the order of their numbers.', zh: '分片未按编号顺序列出。' },
  },
  InvalidPolicyDocument: {
    status: 400,
    text: {
      en: 'The policy of a PostObject form cannot be read, has expired, or does not fit the form.',
      zh: 'PostObject 表单的 Policy 无法解析、已过期或与表单不符。',
    },
  },
  InvalidRange: {
    status: 416,
    text: { en: 'The range that is asked for lies outside of the object.', zh: '请求的范围超出文件大小。' },
  },
  InvalidSecurityToken: {
    status: 403,
    text: {
      en: 'The security token is wrong or belongs to another access key.',
      zh: '安全令牌有误，或与 AccessKey 不匹配。',
    },
  },
  InvalidTargetType: {
    status: 409,
    text: { en: 'The symbolic link leads to another symbolic link.', zh: '软链接指向另一个软链接。' },
  },
  MalformedXML: { status: 400, text: { en: 'The XML of the body cannot be read.', zh: '请求体中的 XML 无法解析。' } },
  MethodNotAllowed: {
    status: 405,
    text: { en: 'The method does not fit what it is sent to.', zh: '该资源不支持此请求方法。' },
  },
  MissingArgument: {
    status: 400,
    text: {
      en: 'Something that the request needs is missing. For a process string "oss-process lint" says what.',
      zh: '请求缺少必需的参数。处理字符串可用 "oss-process lint" 查出。',
    },
  },
  MissingContentLength: {
    status: 411,
    text: { en: 'The request does not say how long its body is.', zh: '请求未说明请求体的长度。' },
  },
  NoSuchBucket: {
    status: 404,
    text: {
      en: 'There is no such bucket in the region of the endpoint.',
      zh: '该 Endpoint 所在地域中没有此存储空间。',
    },
  },
  NoSuchFile: {
    status: 404,
    text: { en: 'There is no such object to process.', zh: '没有可处理的该文件。' },
  },
  NoSuchKey: {
    status: 404,
    text: {
      en: 'There is no such object. Where the "?" of the URL was encoded, the process string has become part of its name.',
      zh: '文件不存在。若 URL 中的 "?" 被编码，处理字符串会成为文件名的一部分。',
    },
  },
  NoSuchStyle: {
    status: 404,
    text: {
      en: 'The bucket has no style of this name; capitals count.',
      zh: '存储空间中没有该名称的样式；区分大小写。',
    },
  },
  NoSuchUpload: {
    status: 404,
    text: { en: 'The upload is finished, aborted, or never began.', zh: '分片上传已完成、已取消或从未开始。' },
  },
  NotImplemented: {
    status: 501,
    text: {
      en: 'OSS does not do what a header or parameter of the request asks for.',
      zh: 'OSS 不支持请求头或参数所要求的功能。',
    },
  },
  NotSymlink: { status: 400, text: { en: 'The object is not a symbolic link.', zh: '该文件不是软链接。' } },
  ObjectNotAppendable: {
    status: 409,
    text: {
      en: 'The object was not made by appending, so nothing is appended.',
      zh: '文件不是追加类型，不能追加。',
    },
  },
  PositionNotEqualToLength: {
    status: 409,
    text: { en: 'What is appended does not begin where the object ends.', zh: '追加位置与文件长度不一致。' },
  },
  PreconditionFailed: {
    status: 412,
    text: {
      en: 'A condition of the request (If-Match, If-Unmodified-Since) does not hold.',
      zh: '请求的条件（If-Match、If-Unmodified-Since）不成立。',
    },
  },
  RequestTimeTooSkewed: {
    status: 403,
    text: {
      en: 'The request is dated more than 15 minutes away from the time of OSS. Set the clock, or sign just before sending. "oss-process doctor" compares the clocks.',
      zh: '请求时间与 OSS 时间相差超过 15 分钟。请校准时钟，或在发送前再签名。"oss-process doctor" 可比较时钟。',
    },
  },
  ServiceUnavailable: {
    status: 503,
    text: { en: 'OSS is too busy for now; try again.', zh: 'OSS 暂时繁忙；请重试。' },
  },
  SignatureDoesNotMatch: {
    status: 403,
    text: {
      en: 'The signature is not the one that OSS computes of the request and the secret. Give the signed URL or request, with this answer after it, to "oss-process verify": it says what differs.',
      zh: '签名与 OSS 根据请求和密钥计算的结果不一致。把签名 URL 或请求连同此返回内容交给 "oss-process verify"，即可看出差异。',
    },
  },
  SymlinkTargetNotExist: {
    status: 404,
    text: { en: 'The object that the symbolic link leads to does not exist.', zh: '软链接指向的文件不存在。' },
  },
  TooManyPipe: { status: 400, text: { en: 'Too many pipes in one string.', zh: '一个字符串中竖线过多。' } },
  UserDisable: {
    status: 403,
    text: {
      en: 'The account is stopped: it owes money, or was locked for security.',
      zh: '账号已停用：欠费或因安全原因被禁用。',
    },
  },
  WatermarkError: {
    status: 400,
    text: {
      en: 'The watermark cannot be made: its picture, font or text is wrong.',
      zh: '水印无法生成：水印图片、字体或文字有误。',
    },
  },
}

/** What an error code such as `AccessDenied` means; undefined where it is not known. */
export function findErrorCode(code: string): ErrorCode | undefined {
  return ownValue(CODES, code)
}

/** All error codes that are known, in order. */
export function listErrorCodes(): readonly string[] {
  return Object.keys(CODES)
}
