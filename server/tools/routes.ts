import type { Routes } from '../http.ts'
import { openOwnTools, openTool, openToolsOf } from './access.ts'
import {
  changeTool,
  giveFeedback,
  guideTool,
  moveTool,
  prepareTool,
  saveAnswer,
  sendAnswers,
  takeAwayTool,
} from './changes.ts'
import { listMyTools, listTools, seeTool } from './views.ts'

export const toolRoutes: Routes<
  | 'listTools'
  | 'prepareTool'
  | 'listMyTools'
  | 'seeTool'
  | 'changeTool'
  | 'takeAwayTool'
  | 'guideTool'
  | 'saveAnswer'
  | 'sendAnswers'
  | 'moveTool'
  | 'giveFeedback'
> = {
  listTools: (call, { where }) =>
    call.visit(async (visit) => listTools(visit, await openToolsOf(visit, where.id, 'list'))),

  prepareTool: (call, { where, takes }) =>
    call.visit(async (visit) => ({
      id: await prepareTool(visit, await openToolsOf(visit, where.id, 'prepare'), takes),
    })),

  listMyTools: (call) => call.visit(async (visit) => listMyTools(visit, await openOwnTools(visit))),

  seeTool: (call, { where }) => call.visit(async (visit) => seeTool(visit, await openTool(visit, where.id, 'read'))),

  changeTool: (call, { where, takes }) =>
    call.visit(async (visit) => changeTool(visit, await openTool(visit, where.id, 'arrange'), takes)),

  takeAwayTool: (call, { where }) =>
    call.visit(async (visit) => takeAwayTool(visit, await openTool(visit, where.id, 'arrange'))),

  guideTool: (call, { where, takes }) =>
    call.visit(async (visit) => guideTool(visit, await openTool(visit, where.id, 'arrange'), takes.guidedBy)),

  saveAnswer: (call, { where, takes }) =>
    call.visit(async (visit) => saveAnswer(visit, await openTool(visit, where.id, 'answer'), takes)),

  sendAnswers: (call, { where, takes }) =>
    call.visit(async (visit) => sendAnswers(visit, await openTool(visit, where.id, 'answer'), takes.clientKey)),

  moveTool: (call, { where, takes }) =>
    call.visit(async (visit) => moveTool(visit, await openTool(visit, where.id, 'answer'), takes.to)),

  giveFeedback: (call, { where, takes }) =>
    call.visit(async (visit) => giveFeedback(visit, await openTool(visit, where.id, 'feedback'), takes)),
}
