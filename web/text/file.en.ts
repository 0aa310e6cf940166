/** A client's account: its left menu. */
export const file = {
  menu: 'Parts of this account',
  part: {
    dashboard: 'Dashboard',
    details: 'Details',
    conversations: 'Conversations',
    history: 'Contact history',
    tasks: 'Tasks',
    professionals: 'Professionals',
    worksheets: 'Worksheets',
  },
}
