import type { Localized } from '../catalogue/localized.ts'
import type { Sourced } from '../catalogue/types.ts'

/** A region of OSS. */
export interface RegionSpec extends Sourced {
  readonly title: Localized
  /** True where IMM has an endpoint, which videos, audio and documents need; absent where no page that could be read says so. */
  readonly imm?: true
  /** True where pictures can be written as HEIC and AVIF. */
  readonly advancedCompression?: true
  /** True where the first generation of IMM runs. */
  readonly oldImm?: true
  /** True where no new resources can be had. */
  readonly closed?: true
}

const PAGE = 'Regions and endpoints (en, 2026)'
const IMM = `${PAGE}; IMM endpoints (en, 2026-01-19)`
const BOTH = `${IMM}; Advanced compression (pt-br, zh)`

function region(en: string, zh: string, more: Partial<RegionSpec> = {}): RegionSpec {
  const source = more.advancedCompression ? BOTH : more.imm ? IMM : PAGE
  return { title: { en, zh }, source, ...more }
}

const WITH_IMM = { imm: true } as const
const WITH_ALL = { imm: true, advancedCompression: true, oldImm: true } as const

/** The public regions by id. What a region supports stands here only where a page says so. */
export const regions: Readonly<Record<string, RegionSpec>> = {
  'cn-hangzhou': region('China (Hangzhou)', '华东1（杭州）', WITH_ALL),
  'cn-shanghai': region('China (Shanghai)', '华东2（上海）', WITH_ALL),
  'cn-nanjing': region('China (Nanjing, local)', '华东5（南京-本地地域）', { closed: true }),
  'cn-fuzhou': region('China (Fuzhou, local)', '华东6（福州-本地地域）', { closed: true }),
  'cn-wuhan-lr': region('China (Wuhan, local)', '华中1（武汉-本地地域）'),
  'cn-qingdao': region('China (Qingdao)', '华北1（青岛）', WITH_IMM),
  'cn-beijing': region('China (Beijing)', '华北2（北京）', WITH_ALL),
  'cn-zhangjiakou': region('China (Zhangjiakou)', '华北3（张家口）', WITH_ALL),
  'cn-huhehaote': region('China (Hohhot)', '华北5（呼和浩特）'),
  'cn-wulanchabu': region('China (Ulanqab)', '华北6（乌兰察布）', WITH_IMM),
  'cn-shenzhen': region('China (Shenzhen)', '华南1（深圳）', WITH_ALL),
  'cn-heyuan': region('China (Heyuan)', '华南2（河源）'),
  'cn-guangzhou': region('China (Guangzhou)', '华南3（广州）', WITH_IMM),
  'cn-chengdu': region('China (Chengdu)', '西南1（成都）', WITH_IMM),
  'cn-zhongwei': region('China (Zhongwei)', '西北1（中卫）'),
  'cn-hongkong': region('China (Hong Kong)', '中国香港', WITH_IMM),
  'ap-northeast-1': region('Japan (Tokyo)', '日本（东京）'),
  'ap-northeast-2': region('South Korea (Seoul)', '韩国（首尔）'),
  'ap-southeast-1': region('Singapore', '新加坡', WITH_ALL),
  'ap-southeast-2': region('Australia (Sydney)', '澳大利亚（悉尼）', { imm: true, closed: true }),
  'ap-southeast-3': region('Malaysia (Kuala Lumpur)', '马来西亚（吉隆坡）'),
  'ap-southeast-5': region('Indonesia (Jakarta)', '印度尼西亚（雅加达）', WITH_IMM),
  'ap-southeast-6': region('Philippines (Manila)', '菲律宾（马尼拉）'),
  'ap-southeast-7': region('Thailand (Bangkok)', '泰国（曼谷）'),
  'ap-south-1': region('India (Mumbai)', '印度（孟买）', { closed: true }),
  'eu-central-1': region('Germany (Frankfurt)', '德国（法兰克福）', WITH_IMM),
  'eu-west-1': region('UK (London)', '英国（伦敦）'),
  'us-west-1': region('US (Silicon Valley)', '美国（硅谷）'),
  'us-east-1': region('US (Virginia)', '美国（弗吉尼亚）', { advancedCompression: true }),
  'us-southeast-1': region('US (Atlanta)', '美国（亚特兰大）'),
  'na-south-1': region('Mexico', '墨西哥'),
  'me-east-1': region('UAE (Dubai)', '阿联酋（迪拜）'),
  'me-central-1': region('SAU (Riyadh, partner region)', '沙特（利雅得-合作伙伴运营）'),
  'rg-china-mainland': region('Chinese mainland, no region attribute', '无地域属性（中国内地）'),
  'cn-hzfinance': region('Hangzhou Finance Cloud', '杭州金融云'),
  'cn-shanghai-finance-1-pub': region('Shanghai Finance Cloud, public', '上海金融云公网'),
  'cn-hzjbp': region('Hangzhou Finance Cloud, classic network', '杭州金融云经典网络'),
  'cn-shanghai-finance-1': region('Shanghai Finance Cloud', '上海金融云'),
  'cn-szfinance': region('Shenzhen Finance Cloud, public', '深圳金融云公网'),
  'cn-shenzhen-finance-1': region('Shenzhen Finance Cloud', '深圳金融云'),
  'cn-beijing-finance-1': region('Beijing Finance Cloud', '北京金融云'),
  'cn-beijing-finance-1-pub': region('Beijing Finance Cloud, public', '北京金融云公网'),
  'cn-north-2-gov-1': region('Beijing Government Cloud', '北京政务云'),
}

/** The names of the regions of which a fact is known, as a sentence lists them. */
export function regionNames(fact: 'imm' | 'advancedCompression' | 'oldImm'): Localized {
  const names = Object.values(regions)
    .filter(({ closed, ...facts }) => facts[fact] && !closed)
    .map(({ title }) => title)
  return { en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('、') }
}
