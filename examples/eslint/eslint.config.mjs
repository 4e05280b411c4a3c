import { recommended } from 'oss-process/eslint'

export default [...recommended, { settings: { 'oss-process': { config: { rules: { 'unit-slip': 'off' } } } } }]
