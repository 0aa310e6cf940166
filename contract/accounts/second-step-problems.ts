/** What two-step sign-in refuses. */
export const secondStepProblems = {
  'set-up-first': {
    status: 403,
    en: 'Set up two-step sign-in first. After that you can go on.',
    nl: 'Stel eerst inloggen in twee stappen in. Daarna kun je verder.',
  },
  'step-over': {
    status: 401,
    en: 'This sign-in took too long or went wrong too often. Begin again with your e-mail address and password.',
    nl: 'Dit inloggen duurde te lang of ging te vaak mis. Begin opnieuw met je e-mailadres en wachtwoord.',
  },
  'wrong-second-step': {
    status: 401,
    en: 'That was not right. Try again, or choose another way.',
    nl: 'Dat klopt niet. Probeer het opnieuw, of kies een andere manier.',
  },
  'wrong-too-often': {
    status: 429,
    en: 'It was wrong too often. To protect your account you have to wait a while before you try again.',
    nl: 'Het ging te vaak mis. Om je account te beschermen moet je even wachten voor je het opnieuw probeert.',
  },
  'confirm-password': {
    status: 403,
    en: 'Give your password once more before you change this.',
    nl: 'Geef nog een keer je wachtwoord voordat je dit verandert.',
  },
  'confirm-step': {
    status: 403,
    en: 'Give your password and your second step once more before you change this.',
    nl: 'Geef nog een keer je wachtwoord en je tweede stap voordat je dit verandert.',
  },
  'not-offered': {
    status: 409,
    en: 'Your practice does not offer two-step sign-in.',
    nl: 'Je praktijk biedt inloggen in twee stappen niet aan.',
  },
  'set-up-over': {
    status: 409,
    en: 'Setting this up took too long. Begin again.',
    nl: 'Het instellen duurde te lang. Begin opnieuw.',
  },
  'passkey-not-added': {
    status: 409,
    en: 'This passkey could not be added. Perhaps it was added before. Begin again, or use another one.',
    nl: 'Deze passkey kon niet worden toegevoegd. Misschien is dat al eerder gebeurd. Begin opnieuw, of gebruik een andere.',
  },
  'wrong-code': {
    status: 400,
    en: 'This code is not right. Look at the app again and type the code that is there now.',
    nl: 'Deze code klopt niet. Kijk opnieuw in de app en typ de code die er nu staat.',
  },
  'not-your-password': {
    status: 403,
    en: 'This is not your password. Try again.',
    nl: 'Dit is niet je wachtwoord. Probeer het opnieuw.',
  },
} as const
