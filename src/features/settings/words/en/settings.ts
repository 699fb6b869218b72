export const settings = {
  ofClient: (client: string) => `${client}: settings`,
  ofAgency: (agency: string) => `${agency}: settings`,
  facts: {
    zone: 'Time zone',
    language: 'Language',
    response: 'An offer is answered within',
    lease: 'A claimed task is started within',
    review: 'Silence accepts a result after',
  },
  agencys: (value: string) => `${value}, as the agency has it`,
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  working: (time: string) => `${time} of the assistant’s working time`,
  slotsMove:
    'Social slots and digests in this client’s rooms go by the new zone from now on. Posts that have a time keep it.',
  reviewFromNow: 'The days go for results that are handed in from now on.',
  clientNote: (client: string) =>
    `With none in place of a value it is the agency’s own again. To change them: /agency client edit "${client}" zone New York review 3 days language hi`,
  fromNow: 'This goes for what is promised from now on. What was promised before stays as it was said.',
  ownZonesStay:
    'Social slots and digests in rooms go by the new zone, except for clients with a zone of their own. Each person keeps their own zone.',
  agencyNote: 'To change them: /agency settings zone Lisbon language hi respond 4h lease 8h review 7 days',
}
