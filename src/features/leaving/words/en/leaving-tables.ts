/** Of `commands`, `forms` and `refusals`, what belongs to leaving. */
export const leavingWords = {
  commands: {
    'agency export': {
      name: 'export',
      summary: 'Everything of this agency as one file, for owners',
      example: '/agency export',
    },
    'agency delete': {
      name: 'delete',
      summary: 'Delete this agency and all that it holds, for owners',
      example: '/agency delete',
    },
  },
  forms: { 'delete-agency': { title: 'Delete the agency', submit: 'Delete it' } },
  refusals: {
    'not-the-name': ({ given, name }: { given: string; name: string }) =>
      `“${given}” is not the name of this agency. To delete it, type: ${name}`,
    'agency-ends-already': () => 'It is to be deleted already. See when, or stop it, with /agency delete',
    'agency-does-not-end': () => 'It is not to be deleted: there is nothing to stop. See /agency delete',
    'no-export-address': () =>
      'This bot has no public address from which a file could be downloaded. Whoever runs it makes the file with: sahayak export',
  },
}
