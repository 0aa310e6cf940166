import { rule, yes } from './verdict.ts'

export const knowPractice = rule(
  'PLT-1',
  'The name of the practice and the address of its service desk are on every page, also before signing in.',
  (_: Record<string, never>) => yes('public'),
)
