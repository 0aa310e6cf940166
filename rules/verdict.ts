/** The answer of a rule: yes, and on which basis; or no, and why. The basis goes to the audit line, the reason to the screen. */
export type Verdict = { may: true; basis: string } | { may: false; because: string }

/** A rule is a sentence with a number. `judge` is pure: facts in, verdict out, nothing else read or written. */
export type Rule<Facts> = { number: string; sentence: string; judge: (facts: Facts) => Verdict }

/** Yes, on this basis ("treatment relation", "participant"): the words NEN 7513 asks for in the log. */
export function yes(basis: string): Verdict {
  return { may: true, basis }
}

/** No, because of this: a short reason, never with a name or an id in it. */
export function no(because: string): Verdict {
  return { may: false, because }
}

/** Makes a rule. `number` is the rulebook's (CNV-1), `sentence` what a therapist reads in docs/rulebook.md. */
export function rule<Facts>(number: string, sentence: string, judge: (facts: Facts) => Verdict): Rule<Facts> {
  return { number, sentence, judge }
}
