import type { NewQuestion } from '../../contract/tools.ts'
import type { Language } from '../../rules/words.ts'

/**
 * A few worksheets to begin with, in our own words, at the level that most people read easily (B1). These texts may be used, changed and
 * shared with our name: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.
 */
export type Example = { title: string; text: string; questions: NewQuestion[] }

function long(words: string): NewQuestion {
  return { kind: 'long text', words, options: [], low: '', high: '' }
}

function short(words: string): NewQuestion {
  return { kind: 'short text', words, options: [], low: '', high: '' }
}

function scale(words: string, low: string, high: string): NewQuestion {
  return { kind: 'scale', words, options: [], low, high }
}

function choice(words: string, ...options: string[]): NewQuestion {
  return { kind: 'choice', words, options, low: '', high: '' }
}

/** In both languages the same worksheets, in the same order. */
export const examples: Record<Language, readonly Example[]> = {
  en: [
    {
      title: 'A difficult moment',
      text: 'Think of one moment in the past few days that was hard. Write down briefly what happened. A few words are fine too.',
      questions: [
        long('What happened?'),
        long('What did you think at that moment?'),
        scale('How strong was the feeling?', 'not at all', 'as strong as can be'),
        long('What did you do?'),
        short('What would you say to a friend who went through this?'),
      ],
    },
    {
      title: 'What I did today',
      text: 'At the end of the day, look back for a moment. Small things count too.',
      questions: [
        long('What did you do today?'),
        short('What gave you energy?'),
        short('What cost you energy?'),
        choice('How was the day?', 'Better than yesterday', 'The same', 'Harder than yesterday'),
      ],
    },
    {
      title: 'What helps me',
      text: 'Make a list for days that are hard. Then you need not think it up at that moment.',
      questions: [
        long('How do you notice that it is getting harder?'),
        long('What can you do yourself?'),
        short('Whom can you call or write to?'),
        short('Which place does you good?'),
      ],
    },
  ],
  nl: [
    {
      title: 'Een moeilijk moment',
      text: 'Denk aan één moment van de afgelopen dagen dat lastig was. Schrijf kort op wat er gebeurde. Losse woorden zijn ook goed.',
      questions: [
        long('Wat gebeurde er?'),
        long('Wat dacht je op dat moment?'),
        scale('Hoe sterk was het gevoel?', 'helemaal niet', 'zo sterk als het maar kan'),
        long('Wat deed je?'),
        short('Wat zou je zeggen tegen een vriend die dit meemaakt?'),
      ],
    },
    {
      title: 'Wat ik vandaag deed',
      text: 'Kijk aan het eind van de dag even terug. Kleine dingen tellen ook.',
      questions: [
        long('Wat heb je vandaag gedaan?'),
        short('Wat gaf je energie?'),
        short('Wat kostte je energie?'),
        choice('Hoe was de dag?', 'Beter dan gisteren', 'Hetzelfde', 'Lastiger dan gisteren'),
      ],
    },
    {
      title: 'Wat mij helpt',
      text: 'Maak een lijst voor dagen die zwaar zijn. Dan hoef je het op dat moment niet te bedenken.',
      questions: [
        long('Waaraan merk je dat het zwaarder wordt?'),
        long('Wat kun je zelf doen?'),
        short('Wie kun je bellen of schrijven?'),
        short('Welke plek doet je goed?'),
      ],
    },
  ],
}
