import * as accounts from './accounts.ts'
import * as door from './accounts/door.ts'
import * as caseload from './caseload.ts'
import * as outside from './caseload/outside.ts'
import * as ownDetails from './caseload/own.ts'
import * as outsideLog from './audit/outside.ts'
import * as requests from './caseload/requests.ts'
import * as professionals from './accounts/professionals.ts'
import * as profile from './accounts/profile.ts'
import * as secondStep from './accounts/second-step.ts'
import * as conversations from './conversations.ts'
import * as notifications from './notifications.ts'
import * as practices from './practices.ts'
import * as registrations from './practices/registrations.ts'
import * as settings from './practices/settings.ts'

/** Every endpoint, once, by name. The only registry: routes, the browser's types, the OpenAPI document and the access matrix come from it. */
export const contract = {
  seePractice: practices.seePractice,
  setUp: practices.setUp,
  seeSettings: settings.seeSettings,
  changeSettings: settings.changeSettings,
  seeInnerDesk: settings.seeInnerDesk,
  register: registrations.register,
  listRegistrations: registrations.listRegistrations,
  acceptRegistration: registrations.acceptRegistration,
  declineRegistration: registrations.declineRegistration,
  signIn: accounts.signIn,
  signOut: accounts.signOut,
  seeMe: accounts.seeMe,
  changeMySettings: accounts.changeMySettings,
  listContacts: accounts.listContacts,
  beHere: accounts.beHere,
  askNewPassword: door.askNewPassword,
  seeLink: door.seeLink,
  setPasswordByLink: door.setPasswordByLink,
  unblock: door.unblock,
  confirmAddress: door.confirmAddress,
  changeMyPassword: door.changeMyPassword,
  changeMyAddress: door.changeMyAddress,
  listMySessions: door.listMySessions,
  endMySession: door.endMySession,
  endMyOtherSessions: door.endMyOtherSessions,
  seePrivacyStatement: door.seePrivacyStatement,
  listClients: caseload.listClients,
  searchClients: caseload.searchClients,
  seeClientForm: caseload.seeClientForm,
  addClient: caseload.addClient,
  seeClient: caseload.seeClient,
  changeClient: caseload.changeClient,
  deactivateClient: caseload.deactivateClient,
  reactivateClient: caseload.reactivateClient,
  welcomeClient: caseload.welcomeClient,
  correctClientAddress: caseload.correctClientAddress,
  proposeClientAddress: caseload.proposeClientAddress,
  agreeToClientAddress: caseload.agreeToClientAddress,
  stopClientAddress: caseload.stopClientAddress,
  seeMyDetails: ownDetails.seeMyDetails,
  stopMyAddressChange: ownDetails.stopMyAddressChange,
  seeOutside: outside.seeOutside,
  giveReason: outside.giveReason,
  searchOutside: outside.searchOutside,
  openOutside: outside.openOutside,
  relateMyself: outside.relateMyself,
  beginTemporaryAccess: outside.beginTemporaryAccess,
  endTemporaryAccess: outside.endTemporaryAccess,
  seeOutsideLog: outsideLog.seeOutsideLog,
  askToRelate: requests.askToRelate,
  listRelateRequests: requests.listRelateRequests,
  listMyRelateRequests: requests.listMyRelateRequests,
  cancelRelateRequest: requests.cancelRelateRequest,
  seeRelateRequest: requests.seeRelateRequest,
  answerRelateRequest: requests.answerRelateRequest,
  listProfessionals: professionals.listProfessionals,
  seeProfessional: professionals.seeProfessional,
  addProfessional: professionals.addProfessional,
  changeProfessional: professionals.changeProfessional,
  deactivateProfessional: professionals.deactivateProfessional,
  activateProfessional: professionals.activateProfessional,
  welcomeProfessional: professionals.welcomeProfessional,
  previewImport: professionals.previewImport,
  importProfessionals: professionals.importProfessionals,
  seeProfile: profile.seeProfile,
  changeProfile: profile.changeProfile,
  changeAbsence: profile.changeAbsence,
  setPicture: profile.setPicture,
  removePicture: profile.removePicture,
  seePicture: profile.seePicture,
  takeSecondStep: secondStep.takeSecondStep,
  askPasskeyAtDoor: secondStep.askPasskeyAtDoor,
  seeSecondStep: secondStep.seeSecondStep,
  confirmMyself: secondStep.confirmMyself,
  askPasskeyAgain: secondStep.askPasskeyAgain,
  beginAuthenticator: secondStep.beginAuthenticator,
  finishAuthenticator: secondStep.finishAuthenticator,
  makeRecoveryCodes: secondStep.makeRecoveryCodes,
  beginPasskey: secondStep.beginPasskey,
  addPasskey: secondStep.addPasskey,
  removePasskey: secondStep.removePasskey,
  switchOffSecondStep: secondStep.switchOffSecondStep,
  resetSecondStep: secondStep.resetSecondStep,
  listConversations: conversations.listConversations,
  startConversation: conversations.startConversation,
  readConversation: conversations.readConversation,
  readMessages: conversations.readMessages,
  postMessage: conversations.postMessage,
  markRead: conversations.markRead,
  listFailedLetters: notifications.listFailedLetters,
  listDemoMail: notifications.listDemoMail,
}

export type Contract = typeof contract
export type EndpointName = keyof Contract
