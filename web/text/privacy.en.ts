/** The privacy statement: true of this product, for whoever uses it. In a file of its own, since few read it twice. */
export const privacy = {
  title: 'Your privacy',
  lead: (practice: string) => `This page says what ${practice} keeps of you here, who sees it, and what you can ask.`,
  parts: [
    {
      heading: 'What is kept',
      lines: [
        'Your name and your e-mail address. If the practice filled it in: your date of birth, your phone number, and numbers by which the practice knows you.',
        'What you write here, and what others write to you.',
        'When you signed in and when you last did something, and with what kind of browser (such as Firefox on Android).',
        'Your name, your addresses and everything you write are kept locked: whoever gets hold of the disk cannot read them.',
      ],
    },
    {
      heading: 'Who sees what',
      lines: [
        'A conversation is read by those who take part in it, and by nobody else.',
        'Your details are seen by the therapists who treat you and by the secretary. A service employee sees your name, your address and whether your account is active.',
        'Colleagues who do not treat you do not see your file. The application manager looks after this site and does not see data of clients.',
      ],
    },
    {
      heading: 'Every look is written down',
      lines: [
        'Whoever opens something leaves a line in a log: who it was, when, what it was about, and why it was allowed. What was written does not stand in it. Nobody can change the log without it being noticed.',
      ],
    },
    {
      heading: 'Mail',
      lines: ['Our mails hold your first name and a link. Never what somebody wrote, and no name of anybody else.'],
    },
    {
      heading: 'Cookies',
      lines: [
        'There are two. One remembers that you are signed in; it ends when you sign out, and after twelve hours at most. The other remembers that you have signed in with this browser before, for 400 days: then nobody can lock you out by typing wrong passwords elsewhere.',
        'Your browser also remembers whether you want light or dark, and the language at the door. There is no advertising, nobody counts visitors, and nothing comes from other sites.',
      ],
    },
    {
      heading: 'How long',
      lines: [
        'The practice keeps your data as long as the law on health care asks. The practice can tell you how long that is.',
      ],
    },
  ],
  askHeading: 'What you can ask',
  ask: 'You may ask which data of you are kept, and for a copy. You may have mistakes put right, and ask to have data removed. Ask your therapist, or write to:',
  complain:
    'Are you not satisfied with the answer? You can complain to the data protection authority of your country. In the Netherlands that is the Autoriteit Persoonsgegevens.',
}
