import { describe, expect, test } from 'vitest'
import { judgeDocs } from './docs.ts'
import { readPage } from './markdown.ts'
import { plant, readProject, told } from './tree.ts'

test('what is written about the project is true of it', () => {
  expect(told(judgeDocs(readProject()))).toEqual([])
})

// The forbidden words are planted in two pieces: this file is looked at as well.
const place = (...pieces: string[]) => pieces.join('')

const readme = `# Alcove

See [the tour](docs/tour.md), [its way in](docs/tour.md#the-way-in), [below](#two-commands), [code](server/visit.ts),
[the rooms](docs), [mail](mailto:desk@linde.example) and [elsewhere](https://example.org/#x). ![Look](docs/look.png "Look")

## Two commands

Run \`npm start\`; \`npm run proof\` counts. \`ALCOVE_PORT\` is the port; tests read \`ALCOVE_PROOF\`. See \`server/visit.ts\`, \`server/visit.ts:1\`,
\`rules/<domain>.ts\`, \`server/\`, \`rules/*.test.ts\`, \`data/mail/one.json\` and \`application/problem+json\`.

\`\`\`sh
npm test
\`\`\`
`
const sound = {
  'README.md': readme,
  'docs/tour.md': '# Tour\n\n## The way *in*\n\nBack to [the start](../README.md#alcove).\n',
  'docs/look.png': '',
  'package.json': '{ "scripts": { "start": "", "test": "", "proof": "" } }',
  'package-lock.json': `{ "resolved": "${place('https://registry', '.npmjs.org')}/zod.tgz" }`,
  'server/config.ts': 'environment.ALCOVE_PORT',
  'checks/run.ts': 'environment.ALCOVE_PROOF',
  'server/visit.ts': '',
  'rules/audit.ts': '',
  'rules/audit.test.ts': '',
}

test('what is sound is left alone', () => {
  expect(told(judgeDocs(plant(sound)))).toEqual([])
})

describe('a planted violation is found', () => {
  test.each([
    ['a dead link', { 'docs/a.md': '[a](b.md)' }, 'docs/a.md:1 links to b.md, which is not there'],
    ['a dead link out of its folder', { 'docs/a.md': '\n[a](docs/tour.md)' }, 'docs/a.md:2 links to docs/tour.md'],
    ['a link from the root of a site', { 'docs/a.md': '[a](/README.md)' }, 'links to /README.md'],
    ['a dead link by name', { 'docs/a.md': '[a]: b.md' }, 'links to b.md'],
    ['a dead picture', { 'docs/a.md': '![a](b.png "B")' }, 'links to b.png'],
    ['a dead picture in HTML', { 'docs/a.md': '<img src="b.png">' }, 'links to b.png'],
    [
      'a heading that is not there',
      { 'docs/a.md': '[a](tour.md#inn)' },
      'links to tour.md#inn, which has no such heading',
    ],
    ['a heading that is not here', { 'docs/a.md': '[a](#b)\n```\n# b\n```' }, 'links to #b, which has no such heading'],
    ['a command that is not there', { 'docs/a.md': 'Run `npm run prove`.' }, 'names npm run prove'],
    ['a command in a block', { 'docs/a.md': '```\nnpm run prove\n```' }, 'docs/a.md:2 names npm run prove'],
    ['a main command', { 'package.json': '{ "scripts": { "test": "", "proof": "" } }' }, 'README.md:8 names npm start'],
    ['a file that is not there', { 'docs/a.md': '`server/visits.ts`' }, 'names server/visits.ts, which is not there'],
    ['a folder that is not there', { 'docs/a.md': '`server/tasks/`' }, 'names server/tasks/'],
    ['a file in no room', { 'docs/a.md': '`conversations/access.ts`' }, 'names conversations/access.ts'],
    ['a pattern that fits nothing', { 'docs/a.md': '`server/<domain>/access.ts`' }, 'names server/<domain>/access.ts'],
    ['a setting that does not exist', { 'docs/a.md': 'ALCOVE_PORTS' }, 'docs/a.md names ALCOVE_PORTS'],
    ['a setting without a word', { 'server/config.ts': 'ALCOVE_PORT ALCOVE_HOST' }, 'reads ALCOVE_HOST, which no page'],
    ['a folder of one machine', { 'server/a.ts': place("'/wo", "rk/main'") }, 'which belongs to one machine'],
    ['a folder beside the project', { '.ci/run': place('cat ../', 'shared/a') }, 'which belongs to one machine'],
    ['a registry', { 'docs/a.md': place('https://registry', '.npmjs.org') }, 'which belongs to one machine'],
    [
      'another registry',
      { 'package-lock.json': place('https://registry', '.npmjs.example/') },
      'belongs to one machine',
    ],
  ])('%s', (_, planted, what) => {
    expect(told(judgeDocs(plant({ ...sound, ...planted })))).toEqual([expect.stringContaining(what)])
  })
})

test('headings get the anchors GitHub gives them', () => {
  const text = '# Wie mag wat?\n## `npm start` & co\n## Twice\n## Twice\n### 1. [One](a.md), two ###\n<a id="here"></a>'
  expect([...readPage({ path: 'a.md', text }).anchors]).toEqual([
    'wie-mag-wat',
    'npm-start--co',
    'twice',
    'twice-1',
    '1-one-two',
    'here',
  ])
})

test('what stands in code is no link', () => {
  const text = '`[a](b.md)`\n```\n[a](b.md)\n```\n~~~~\n[a](b.md)\n```\n~~~~\n[c](d.md)'
  expect(readPage({ path: 'a.md', text }).links).toEqual([{ text: 'd.md', line: 9 }])
})
