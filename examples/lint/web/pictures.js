const base = 'https://media.example.com'

export const cover = name => `${base}/${name}?x-oss-process=image/resize,m_fill,w_400,h_300/format,webp`
export const avatar = name => `${base}/${name}?x-oss-process=image/resize,w_64,w_64/format,webp`
