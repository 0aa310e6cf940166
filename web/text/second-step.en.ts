export const secondStep = {
  title: 'Two-step sign-in',
  what: 'With two-step sign-in you give your password and then a second step: a code from your phone, or a passkey. Whoever finds out your password still does not get in.',
  on: 'Two-step sign-in is on.',
  off: 'Two-step sign-in is off.',
  notOffered: 'Your practice does not offer two-step sign-in.',
  required: 'Your practice requires two-step sign-in.',
  toSettings: 'Two-step sign-in',
  getting: 'Getting your settings',
  backToSettings: 'Back to your settings',

  // At the door.
  stepTitle: 'Second step',
  stepWhat: 'Your password was right. One more step.',
  code: 'Code',
  codeHint: 'The six digits that your authenticator app shows now.',
  writeCode: 'Write the six digits from your app',
  recoveryCode: 'Recovery code',
  recoveryHint: 'One of the codes you kept when you set this up. Each works once.',
  writeRecovery: 'Write one of your recovery codes',
  passkeyHint: 'Your browser asks for your finger, your face, your PIN or your key.',
  passkeyNow: 'Use your passkey',
  useCode: 'Use a code',
  useRecovery: 'Use a recovery code',
  usePasskey: 'Use a passkey',
  goOn: 'Go on',
  busy: 'Checking',
  lost: 'Lost your phone and your codes? Your therapist or the service desk can help you.',
  startAgain: 'Begin again',
  noPasskey: 'The passkey was not used. Try again, or choose another way.',
  passkeysNotHere: 'This browser cannot use passkeys. Choose another way.',

  // Authenticator app.
  app: 'Authenticator app',
  appWhat:
    'An app on your phone that shows a new code every half minute, such as Google Authenticator, Microsoft Authenticator or Aegis.',
  appSince: (when: string) => `Set up: ${when}.`,
  setUpApp: 'Set up an authenticator app',
  otherPhone: 'Use another phone',
  scan: 'Scan this with the app',
  scanSteps: 'Open the app on your phone, choose to add an account and point the camera at the square.',
  qrAlt: 'QR code with your secret key',
  byHand: 'Or type this key in the app',
  openApp: 'On this phone? Open it in the app',
  thenCode: 'Then type the code that the app shows',
  confirmApp: 'Confirm',
  cancel: 'Cancel',
  begin: 'One moment',

  // Recovery codes.
  codesTitle: 'Your recovery codes',
  codesWhat:
    'With one of these you get in when you do not have your phone. Each works once. Keep them where only you find them. You see them here only now.',
  copy: 'Copy',
  copied: 'Copied.',
  download: 'Download',
  print: 'Print',
  fileName: 'recovery-codes.txt',
  kept: 'I have kept them',
  codes: 'Recovery codes',
  codesLeft: (count: number) => (count === 1 ? '1 code is left.' : `${count} codes are left.`),
  makeCodes: 'Make new recovery codes',
  makeCodesWhat: 'When you make new ones, the old ones stop working.',

  // Passkeys.
  passkeys: 'Passkeys',
  passkeysWhat: 'Instead of a code you use your finger, your face or the PIN of this device, or a security key.',
  added: (when: string) => `Added: ${when}`,
  used: (when: string) => `last used: ${when}`,
  addPasskey: 'Add a passkey',
  passkeyName: 'Name of the passkey',
  passkeyNameHint: 'So that you recognise it later, such as “My phone”.',
  writeName: 'Give the passkey a name',
  makePasskey: 'Add',
  notMade: 'The passkey was not added. Try again, or use an authenticator app.',
  remove: 'Remove',
  removed: 'The passkey is removed.',

  // Switching off.
  switchOffTitle: 'Switch off',
  switchOffWhat: 'Then your password alone is enough again. App, passkeys and recovery codes are forgotten.',
  switchOffRequired: 'Your practice requires it, so you then set it up anew at once.',
  switchOff: 'Switch off two-step sign-in',
  switchedOff: 'Two-step sign-in is off.',
  done: 'Two-step sign-in is set up.',

  // Asked again.
  againTitle: 'Is it still you?',
  againPassword: 'Before you change this, type your password once more.',
  againStep: 'Before you change this, type your password and your second step once more.',
  confirm: 'Confirm',
  notConfirmed: 'You did not confirm that it is you. Nothing was changed.',

  // Required.
  firstTitle: 'Set up two-step sign-in',
  firstWhat:
    'Your practice asks everybody to sign in with two steps. It takes about two minutes. After that you go on where you were.',
  firstSignOut: 'Sign out',

  // Somebody else's.
  reset: 'Reset two-step sign-in',
  resetWhat:
    'For when somebody has lost their phone and their codes. Make sure first that it is really them: call them or see them. They are signed out everywhere and get a letter about it. After that their password alone is enough, until they set it up again.',
  resetNow: 'Reset',
  resetDone: 'Two-step sign-in is reset.',
}
